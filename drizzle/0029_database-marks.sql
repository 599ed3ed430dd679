CREATE TABLE "database_marks" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"system_id" text NOT NULL,
	"timeline" integer NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"held_at" timestamp with time zone,
	"held_why" text,
	CONSTRAINT "database_marks_one" CHECK ("database_marks"."one"),
	CONSTRAINT "database_marks_held" CHECK (("database_marks"."held_at" is null) = ("database_marks"."held_why" is null))
);
