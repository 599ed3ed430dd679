CREATE TABLE "document_successions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"document_id" uuid NOT NULL,
	"successor_id" uuid NOT NULL,
	"effective_on" date NOT NULL,
	"questions" integer NOT NULL,
	"cards" integer NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "document_successions_document_id_unique" UNIQUE("document_id"),
	CONSTRAINT "document_successions_other" CHECK ("document_successions"."document_id" <> "document_successions"."successor_id")
);
--> statement-breakpoint
CREATE TABLE "reverifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"question_version_id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"place" text NOT NULL,
	"quote" text NOT NULL,
	"state" text NOT NULL,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"new_version_id" uuid,
	CONSTRAINT "reverifications_state" CHECK ("reverifications"."state" in ('proposed', 'approved', 'rejected')),
	CONSTRAINT "reverifications_decided" CHECK (("reverifications"."state" = 'proposed') = ("reverifications"."decided_by" is null) and ("reverifications"."state" = 'proposed') = ("reverifications"."decided_at" is null)),
	CONSTRAINT "reverifications_other" CHECK ("reverifications"."decided_by" <> "reverifications"."proposed_by"),
	CONSTRAINT "reverifications_new" CHECK (("reverifications"."state" = 'approved') = ("reverifications"."new_version_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "item_statistics" (
	"question_version_id" uuid NOT NULL,
	"day" date NOT NULL,
	"people" integer NOT NULL,
	"facility" double precision NOT NULL,
	"deviation" double precision NOT NULL,
	"discrimination" double precision,
	"efficiency" double precision,
	"guess" double precision,
	"options" jsonb NOT NULL,
	"unanswered" integer NOT NULL,
	CONSTRAINT "item_statistics_question_version_id_day_pk" PRIMARY KEY("question_version_id","day")
);
--> statement-breakpoint
CREATE TABLE "quiz_statistics" (
	"quiz_id" uuid NOT NULL,
	"day" date NOT NULL,
	"people" integer NOT NULL,
	"mean" double precision NOT NULL,
	"median" double precision NOT NULL,
	"deviation" double precision NOT NULL,
	"skewness" double precision,
	"kurtosis" double precision,
	"consistency" double precision,
	"standard_error" double precision,
	"preset" text NOT NULL,
	CONSTRAINT "quiz_statistics_quiz_id_day_pk" PRIMARY KEY("quiz_id","day")
);
--> statement-breakpoint
ALTER TABLE "document_successions" ADD CONSTRAINT "document_successions_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_successions" ADD CONSTRAINT "document_successions_successor_id_documents_id_fk" FOREIGN KEY ("successor_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reverifications" ADD CONSTRAINT "reverifications_question_version_id_question_versions_id_fk" FOREIGN KEY ("question_version_id") REFERENCES "public"."question_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reverifications" ADD CONSTRAINT "reverifications_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reverifications" ADD CONSTRAINT "reverifications_proposed_by_people_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reverifications" ADD CONSTRAINT "reverifications_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reverifications" ADD CONSTRAINT "reverifications_new_version_id_question_versions_id_fk" FOREIGN KEY ("new_version_id") REFERENCES "public"."question_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_statistics" ADD CONSTRAINT "item_statistics_question_version_id_question_versions_id_fk" FOREIGN KEY ("question_version_id") REFERENCES "public"."question_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quiz_statistics" ADD CONSTRAINT "quiz_statistics_quiz_id_quizzes_id_fk" FOREIGN KEY ("quiz_id") REFERENCES "public"."quizzes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "reverifications_open" ON "reverifications" USING btree ("question_version_id") WHERE "reverifications"."state" = 'proposed';--> statement-breakpoint
CREATE INDEX "reverifications_version" ON "reverifications" USING btree ("question_version_id");--> statement-breakpoint
-- Append-only: which document took the place of which.
REVOKE UPDATE, DELETE ON document_successions FROM qingfeng_app;
