CREATE TABLE "question_decisions" (
	"version_id" uuid PRIMARY KEY NOT NULL,
	"written_by" uuid NOT NULL,
	"verdict" text NOT NULL,
	"reason" text,
	"decided_by" uuid NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	CONSTRAINT "question_decisions_verdict" CHECK ("question_decisions"."verdict" in ('approved', 'rejected')),
	CONSTRAINT "question_decisions_reason" CHECK (("question_decisions"."verdict" = 'rejected') = ("question_decisions"."reason" is not null)),
	CONSTRAINT "question_decisions_other" CHECK ("question_decisions"."decided_by" <> "question_decisions"."written_by")
);
--> statement-breakpoint
CREATE TABLE "question_imports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"draft" jsonb,
	"created_at" timestamp with time zone NOT NULL,
	"confirmed_at" timestamp with time zone,
	CONSTRAINT "question_imports_draft" CHECK (("question_imports"."draft" is null) = ("question_imports"."confirmed_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "questions" DROP CONSTRAINT "questions_status";--> statement-breakpoint
ALTER TABLE "question_versions" ADD COLUMN "import_id" uuid;--> statement-breakpoint
ALTER TABLE "question_versions" ADD COLUMN "topic" text;--> statement-breakpoint
ALTER TABLE "question_decisions" ADD CONSTRAINT "question_decisions_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_versions" ADD CONSTRAINT "question_versions_writer" UNIQUE("id","written_by");--> statement-breakpoint
ALTER TABLE "question_decisions" ADD CONSTRAINT "question_decisions_version" FOREIGN KEY ("version_id","written_by") REFERENCES "public"."question_versions"("id","written_by") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_imports" ADD CONSTRAINT "question_imports_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "question_imports_person" ON "question_imports" USING btree ("person_id","created_at");--> statement-breakpoint
ALTER TABLE "question_versions" ADD CONSTRAINT "question_versions_import_id_question_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."question_imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "question_versions_import" ON "question_versions" USING btree ("import_id") WHERE "question_versions"."import_id" is not null;--> statement-breakpoint
CREATE INDEX "question_versions_written" ON "question_versions" USING btree ("created_at") WHERE "question_versions"."written_by" is not null;--> statement-breakpoint
ALTER TABLE "questions" ADD CONSTRAINT "questions_status" CHECK ("questions"."status" in ('proposed', 'published', 'flagged', 'retired'));--> statement-breakpoint
ALTER TABLE "question_versions" DROP COLUMN "approved_by";--> statement-breakpoint
-- Append-only: an answer is given once.
REVOKE UPDATE, DELETE ON question_decisions FROM qingfeng_app;
