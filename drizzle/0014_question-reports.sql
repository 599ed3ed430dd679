CREATE TABLE "corrected_keys" (
	"question_version_id" uuid PRIMARY KEY NOT NULL,
	"key_version_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "key_corrections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"question_version_id" uuid NOT NULL,
	"old_answer" jsonb NOT NULL,
	"old_extra" jsonb NOT NULL,
	"new_answer" jsonb NOT NULL,
	"new_extra" jsonb NOT NULL,
	"new_explanation" text NOT NULL,
	"reason" text NOT NULL,
	"state" text NOT NULL,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"decision_words" text,
	"new_version_id" uuid,
	"regraded_at" timestamp with time zone,
	CONSTRAINT "key_corrections_state" CHECK ("key_corrections"."state" in ('proposed', 'approved', 'rejected')),
	CONSTRAINT "key_corrections_decided" CHECK (("key_corrections"."state" = 'proposed') = ("key_corrections"."decided_by" is null) and ("key_corrections"."state" = 'proposed') = ("key_corrections"."decided_at" is null)),
	CONSTRAINT "key_corrections_other" CHECK ("key_corrections"."decided_by" <> "key_corrections"."proposed_by"),
	CONSTRAINT "key_corrections_because" CHECK (("key_corrections"."state" = 'rejected') = ("key_corrections"."decision_words" is not null)),
	CONSTRAINT "key_corrections_version" CHECK (("key_corrections"."state" = 'approved') = ("key_corrections"."new_version_id" is not null)),
	CONSTRAINT "key_corrections_regraded" CHECK ("key_corrections"."regraded_at" is null or "key_corrections"."state" = 'approved')
);
--> statement-breakpoint
CREATE TABLE "regraded_answers" (
	"correction_id" uuid NOT NULL,
	"attempt_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"question_version_id" uuid NOT NULL,
	"before_correct" boolean NOT NULL,
	"before_fraction" double precision NOT NULL,
	"after_correct" boolean NOT NULL,
	"after_fraction" double precision NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "regraded_answers_correction_id_attempt_id_position_pk" PRIMARY KEY("correction_id","attempt_id","position")
);
--> statement-breakpoint
CREATE TABLE "regraded_attempts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"correction_id" uuid NOT NULL,
	"attempt_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"before_correct" integer NOT NULL,
	"before_points" double precision NOT NULL,
	"after_correct" integer NOT NULL,
	"after_points" double precision NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "question_reports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"question_version_id" uuid NOT NULL,
	"reporter_id" uuid NOT NULL,
	"attempt_id" uuid,
	"position" integer,
	"showing_id" uuid,
	"kind" text NOT NULL,
	"words" text,
	"state" text DEFAULT 'open' NOT NULL,
	"answer" text,
	"answer_words" text,
	"answered_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"answered_at" timestamp with time zone,
	CONSTRAINT "question_reports_kind" CHECK ("question_reports"."kind" in ('key', 'text', 'source', 'other')),
	CONSTRAINT "question_reports_state" CHECK ("question_reports"."state" in ('open', 'answered')),
	CONSTRAINT "question_reports_answer" CHECK ("question_reports"."answer" in ('right', 'corrected', 'retired')),
	CONSTRAINT "question_reports_seen" CHECK (("question_reports"."attempt_id" is null) = ("question_reports"."position" is null) and ("question_reports"."attempt_id" is null) <> ("question_reports"."showing_id" is null)),
	CONSTRAINT "question_reports_answered" CHECK (("question_reports"."state" = 'answered') = ("question_reports"."answer" is not null) and ("question_reports"."answer" is null) = ("question_reports"."answered_by" is null)
        and ("question_reports"."answer" is null) = ("question_reports"."answered_at" is null)),
	CONSTRAINT "question_reports_because" CHECK (("question_reports"."answer" is not distinct from 'right') = ("question_reports"."answer_words" is not null)),
	CONSTRAINT "question_reports_other" CHECK ("question_reports"."answered_by" <> "question_reports"."reporter_id")
);
--> statement-breakpoint
ALTER TABLE "corrected_keys" ADD CONSTRAINT "corrected_keys_question_version_id_question_versions_id_fk" FOREIGN KEY ("question_version_id") REFERENCES "public"."question_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrected_keys" ADD CONSTRAINT "corrected_keys_key_version_id_question_versions_id_fk" FOREIGN KEY ("key_version_id") REFERENCES "public"."question_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_corrections" ADD CONSTRAINT "key_corrections_question_version_id_question_versions_id_fk" FOREIGN KEY ("question_version_id") REFERENCES "public"."question_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_corrections" ADD CONSTRAINT "key_corrections_proposed_by_people_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_corrections" ADD CONSTRAINT "key_corrections_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_corrections" ADD CONSTRAINT "key_corrections_new_version_id_question_versions_id_fk" FOREIGN KEY ("new_version_id") REFERENCES "public"."question_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "regraded_answers" ADD CONSTRAINT "regraded_answers_correction_id_key_corrections_id_fk" FOREIGN KEY ("correction_id") REFERENCES "public"."key_corrections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "regraded_answers" ADD CONSTRAINT "regraded_answers_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "regraded_answers" ADD CONSTRAINT "regraded_answers_question_version_id_question_versions_id_fk" FOREIGN KEY ("question_version_id") REFERENCES "public"."question_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "regraded_attempts" ADD CONSTRAINT "regraded_attempts_correction_id_key_corrections_id_fk" FOREIGN KEY ("correction_id") REFERENCES "public"."key_corrections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "regraded_attempts" ADD CONSTRAINT "regraded_attempts_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "regraded_attempts" ADD CONSTRAINT "regraded_attempts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_reports" ADD CONSTRAINT "question_reports_question_version_id_question_versions_id_fk" FOREIGN KEY ("question_version_id") REFERENCES "public"."question_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_reports" ADD CONSTRAINT "question_reports_reporter_id_people_id_fk" FOREIGN KEY ("reporter_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_reports" ADD CONSTRAINT "question_reports_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_reports" ADD CONSTRAINT "question_reports_showing_id_card_showings_id_fk" FOREIGN KEY ("showing_id") REFERENCES "public"."card_showings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_reports" ADD CONSTRAINT "question_reports_answered_by_people_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "corrected_keys_key" ON "corrected_keys" USING btree ("key_version_id");--> statement-breakpoint
CREATE UNIQUE INDEX "key_corrections_open" ON "key_corrections" USING btree ("question_version_id") WHERE "key_corrections"."state" = 'proposed';--> statement-breakpoint
CREATE INDEX "key_corrections_due" ON "key_corrections" USING btree ("decided_at") WHERE "key_corrections"."state" = 'approved' and "key_corrections"."regraded_at" is null;--> statement-breakpoint
CREATE INDEX "regraded_attempts_correction" ON "regraded_attempts" USING btree ("correction_id","person_id");--> statement-breakpoint
CREATE INDEX "regraded_attempts_attempt" ON "regraded_attempts" USING btree ("attempt_id");--> statement-breakpoint
CREATE UNIQUE INDEX "question_reports_open" ON "question_reports" USING btree ("question_version_id","reporter_id") WHERE "question_reports"."state" = 'open';--> statement-breakpoint
CREATE INDEX "question_reports_waiting" ON "question_reports" USING btree ("created_at") WHERE "question_reports"."state" = 'open';--> statement-breakpoint
CREATE INDEX "paper_items_version" ON "paper_items" USING btree ("question_version_id");--> statement-breakpoint
-- Append-only: what an answer and an attempt were before they were graded again.
REVOKE UPDATE, DELETE ON regraded_answers, regraded_attempts FROM qingfeng_app;
