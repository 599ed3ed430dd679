CREATE TABLE "certificate_failures" (
	"telegram_id" bigint PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"locked_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "certificates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"attempt_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"name" text NOT NULL,
	"unit_name" text NOT NULL,
	"title" jsonb NOT NULL,
	"share" double precision NOT NULL,
	"pass_mark" double precision NOT NULL,
	"taken_at" timestamp with time zone NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"revoked_reason" text,
	CONSTRAINT "certificates_code" UNIQUE("code"),
	CONSTRAINT "certificates_attempt" UNIQUE("attempt_id"),
	CONSTRAINT "certificates_code_shape" CHECK ("certificates"."code" ~ '^[0-9A-HJKMNP-TV-Z]{10}$'),
	CONSTRAINT "certificates_revoked" CHECK (("certificates"."revoked_at" is null) = ("certificates"."revoked_reason" is null))
);
--> statement-breakpoint
CREATE TABLE "exam_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"batch_id" uuid NOT NULL,
	"quiz_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"extra_minutes" integer,
	"opens_at" timestamp with time zone,
	"closes_at" timestamp with time zone,
	"reason" text NOT NULL,
	"changed_by" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "exam_changes_once" UNIQUE("batch_id","person_id"),
	CONSTRAINT "exam_changes_kind" CHECK ("exam_changes"."kind" in ('minutes', 'window', 'excused')),
	CONSTRAINT "exam_changes_minutes" CHECK (("exam_changes"."kind" = 'minutes') = ("exam_changes"."extra_minutes" is not null)),
	CONSTRAINT "exam_changes_window" CHECK (("exam_changes"."kind" = 'window') = ("exam_changes"."closes_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "exams" (
	"quiz_id" uuid PRIMARY KEY NOT NULL,
	"called_by" uuid NOT NULL,
	"topic" text,
	"paper" jsonb NOT NULL,
	"unit_ids" uuid[] NOT NULL,
	"left_out" integer DEFAULT 0 NOT NULL,
	"called_at" timestamp with time zone NOT NULL,
	"cancelled_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "quiz_invitees" (
	"quiz_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"opens_at" timestamp with time zone,
	"closes_at" timestamp with time zone,
	"extra_minutes" integer DEFAULT 0 NOT NULL,
	"excused_at" timestamp with time zone,
	CONSTRAINT "quiz_invitees_quiz_id_person_id_pk" PRIMARY KEY("quiz_id","person_id"),
	CONSTRAINT "quiz_invitees_window" CHECK ("quiz_invitees"."closes_at" > "quiz_invitees"."opens_at"),
	CONSTRAINT "quiz_invitees_minutes" CHECK ("quiz_invitees"."extra_minutes" between 0 and 240)
);
--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_changes" ADD CONSTRAINT "exam_changes_changed_by_people_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exams" ADD CONSTRAINT "exams_quiz_id_quizzes_id_fk" FOREIGN KEY ("quiz_id") REFERENCES "public"."quizzes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exams" ADD CONSTRAINT "exams_called_by_people_id_fk" FOREIGN KEY ("called_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quiz_invitees" ADD CONSTRAINT "quiz_invitees_quiz_id_exams_quiz_id_fk" FOREIGN KEY ("quiz_id") REFERENCES "public"."exams"("quiz_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quiz_invitees" ADD CONSTRAINT "quiz_invitees_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quiz_invitees" ADD CONSTRAINT "quiz_invitees_unit_id_organisation_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."organisation_units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "exam_changes_person" ON "exam_changes" USING btree ("quiz_id","person_id");--> statement-breakpoint
CREATE INDEX "exams_caller" ON "exams" USING btree ("called_by","called_at");--> statement-breakpoint
CREATE INDEX "quiz_invitees_person" ON "quiz_invitees" USING btree ("person_id");--> statement-breakpoint
-- Append-only: what was changed for somebody, and why. A certificate is revoked, never taken away.
REVOKE UPDATE, DELETE ON exam_changes FROM qingfeng_app;--> statement-breakpoint
REVOKE DELETE ON certificates FROM qingfeng_app;
