CREATE TABLE "heartbeats" (
	"role" text NOT NULL,
	"instance" text NOT NULL,
	"beat_at" timestamp with time zone NOT NULL,
	CONSTRAINT "heartbeats_role_instance_pk" PRIMARY KEY("role","instance")
);
