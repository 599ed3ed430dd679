CREATE TABLE "card_answers" (
	"person_id" uuid NOT NULL,
	"card" text NOT NULL,
	"question_version_id" uuid NOT NULL,
	"chosen" integer[] NOT NULL,
	"correct" boolean NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "card_answers_person_id_card_pk" PRIMARY KEY("person_id","card")
);
--> statement-breakpoint
CREATE TABLE "card_showings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"plan" text NOT NULL,
	"card" text NOT NULL,
	"question_version_id" uuid NOT NULL,
	"draft" integer[] DEFAULT '{}' NOT NULL,
	"state" text NOT NULL,
	"shown_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "card_showings_state" CHECK ("card_showings"."state" in ('open', 'answered', 'later', 'skipped')),
	CONSTRAINT "card_showings_ended" CHECK (("card_showings"."state" = 'open') = ("card_showings"."ended_at" is null))
);
--> statement-breakpoint
CREATE TABLE "card_times" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"at" text NOT NULL,
	CONSTRAINT "card_times_at" CHECK ("card_times"."at" = 'off' or "card_times"."at" ~ '^([01]\d|2[0-3]):[0-5]\d$')
);
--> statement-breakpoint
CREATE TABLE "study_assignments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"plan" text NOT NULL,
	"because" text NOT NULL,
	"assigned_by" uuid,
	"unit_id" uuid,
	"role" text,
	"post_title" text,
	"due_on" date,
	"created_at" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	CONSTRAINT "study_assignments_once" UNIQUE("person_id","plan"),
	CONSTRAINT "study_assignments_because" CHECK ("study_assignments"."because" in ('role', 'own-choice', 'assigned')),
	CONSTRAINT "study_assignments_assigned" CHECK (("study_assignments"."because" = 'assigned') = ("study_assignments"."assigned_by" is not null)),
	CONSTRAINT "study_assignments_order" CHECK ("study_assignments"."finished_at" is null or "study_assignments"."started_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "person_member_kinds" (
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"registered_by" uuid,
	"registered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "person_member_kinds_person_id_kind_pk" PRIMARY KEY("person_id","kind")
);
--> statement-breakpoint
CREATE TABLE "study_hour_decisions" (
	"entry_id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"recorded_by" uuid NOT NULL,
	"verdict" text NOT NULL,
	"reason" text,
	"decided_by" uuid NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	CONSTRAINT "study_hour_decisions_verdict" CHECK ("study_hour_decisions"."verdict" in ('confirmed', 'rejected')),
	CONSTRAINT "study_hour_decisions_reason" CHECK (("study_hour_decisions"."verdict" = 'rejected') = ("study_hour_decisions"."reason" is not null)),
	CONSTRAINT "study_hour_decisions_other" CHECK ("study_hour_decisions"."decided_by" <> "study_hour_decisions"."person_id" and "study_hour_decisions"."decided_by" <> "study_hour_decisions"."recorded_by")
);
--> statement-breakpoint
CREATE TABLE "study_hours" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"day" date NOT NULL,
	"hours" numeric(4, 1) NOT NULL,
	"evidence" text NOT NULL,
	"topic" text NOT NULL,
	"event_id" uuid NOT NULL,
	"replaces" uuid,
	"recorded_by" uuid NOT NULL,
	"rule_pack_version" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "study_hours_parties" UNIQUE("id","person_id","recorded_by"),
	CONSTRAINT "study_hours_event" UNIQUE("id","person_id","event_id"),
	CONSTRAINT "study_hours_halves" CHECK ("study_hours"."hours" > 0 and "study_hours"."hours" * 2 = trunc("study_hours"."hours" * 2)),
	CONSTRAINT "study_hours_other" CHECK ("study_hours"."replaces" <> "study_hours"."id")
);
--> statement-breakpoint
ALTER TABLE "card_answers" ADD CONSTRAINT "card_answers_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_answers" ADD CONSTRAINT "card_answers_question_version_id_question_versions_id_fk" FOREIGN KEY ("question_version_id") REFERENCES "public"."question_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_showings" ADD CONSTRAINT "card_showings_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_showings" ADD CONSTRAINT "card_showings_question_version_id_question_versions_id_fk" FOREIGN KEY ("question_version_id") REFERENCES "public"."question_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_times" ADD CONSTRAINT "card_times_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "study_assignments" ADD CONSTRAINT "study_assignments_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "study_assignments" ADD CONSTRAINT "study_assignments_assigned_by_people_id_fk" FOREIGN KEY ("assigned_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "study_assignments" ADD CONSTRAINT "study_assignments_unit_id_organisation_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."organisation_units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_member_kinds" ADD CONSTRAINT "person_member_kinds_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_member_kinds" ADD CONSTRAINT "person_member_kinds_registered_by_people_id_fk" FOREIGN KEY ("registered_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "study_hour_decisions" ADD CONSTRAINT "study_hour_decisions_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "study_hour_decisions" ADD CONSTRAINT "study_hour_decisions_entry" FOREIGN KEY ("entry_id","person_id","recorded_by") REFERENCES "public"."study_hours"("id","person_id","recorded_by") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "study_hours" ADD CONSTRAINT "study_hours_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "study_hours" ADD CONSTRAINT "study_hours_recorded_by_people_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "study_hours" ADD CONSTRAINT "study_hours_replaced" FOREIGN KEY ("replaces","person_id","event_id") REFERENCES "public"."study_hours"("id","person_id","event_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "card_showings_person" ON "card_showings" USING btree ("person_id","card");--> statement-breakpoint
CREATE UNIQUE INDEX "card_showings_open" ON "card_showings" USING btree ("person_id") WHERE "card_showings"."state" = 'open';--> statement-breakpoint
CREATE INDEX "study_assignments_plan" ON "study_assignments" USING btree ("plan");--> statement-breakpoint
CREATE INDEX "study_hour_decisions_decided" ON "study_hour_decisions" USING btree ("decided_at");--> statement-breakpoint
CREATE INDEX "study_hours_person" ON "study_hours" USING btree ("person_id","day");--> statement-breakpoint
CREATE INDEX "study_hours_events" ON "study_hours" USING btree ("person_id","event_id");--> statement-breakpoint
-- Append-only: a correction of study hours is a new entry, and an answer is given once.
REVOKE UPDATE, DELETE ON study_hours, study_hour_decisions, card_answers FROM qingfeng_app;
