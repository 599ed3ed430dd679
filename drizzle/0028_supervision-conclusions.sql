CREATE TABLE "alert_decisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"alert_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"n" smallint NOT NULL,
	"verdict" text NOT NULL,
	"reason" text,
	"entry_id" uuid,
	"decided_by" uuid NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	CONSTRAINT "alert_decisions_n" UNIQUE("alert_id","n"),
	CONSTRAINT "alert_decisions_verdict" CHECK ("alert_decisions"."verdict" in ('accepted', 'dismissed', 'taken-back')),
	CONSTRAINT "alert_decisions_reason" CHECK (("alert_decisions"."verdict" = 'accepted') = ("alert_decisions"."reason" is null)),
	CONSTRAINT "alert_decisions_other" CHECK ("alert_decisions"."decided_by" <> "alert_decisions"."person_id")
);
--> statement-breakpoint
CREATE TABLE "alerts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"rule" text NOT NULL,
	"colour" text NOT NULL,
	"rule_pack_version" text NOT NULL,
	"person_id" uuid NOT NULL,
	"cause_key" text NOT NULL,
	"entry_ids" uuid[] NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "alerts_cause_key_unique" UNIQUE("cause_key"),
	CONSTRAINT "alerts_of" UNIQUE("id","person_id"),
	CONSTRAINT "alerts_entries" CHECK (cardinality("alerts"."entry_ids") > 0)
);
--> statement-breakpoint
CREATE TABLE "form_choices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"interview_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"form" text NOT NULL,
	"replaces" uuid,
	"reason" text,
	"entry_id" uuid,
	"chosen_by" uuid NOT NULL,
	"rule_pack_version" text NOT NULL,
	"chosen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "form_choices_replaces" UNIQUE("replaces"),
	CONSTRAINT "form_choices_of" UNIQUE("id","interview_id"),
	CONSTRAINT "form_choices_form" CHECK ("form_choices"."form" in ('first', 'second', 'third', 'fourth')),
	CONSTRAINT "form_choices_other" CHECK ("form_choices"."chosen_by" <> "form_choices"."person_id"),
	CONSTRAINT "form_choices_reason" CHECK (("form_choices"."replaces" is null) = ("form_choices"."reason" is null))
);
--> statement-breakpoint
ALTER TABLE "shown_files" ALTER COLUMN "subject_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "alert_decisions" ADD CONSTRAINT "alert_decisions_entry_id_ledger_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."ledger_entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_decisions" ADD CONSTRAINT "alert_decisions_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_decisions" ADD CONSTRAINT "alert_decisions_alert" FOREIGN KEY ("alert_id","person_id") REFERENCES "public"."alerts"("id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "form_choices" ADD CONSTRAINT "form_choices_interview_id_interviews_id_fk" FOREIGN KEY ("interview_id") REFERENCES "public"."interviews"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "form_choices" ADD CONSTRAINT "form_choices_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "form_choices" ADD CONSTRAINT "form_choices_unit_id_organisation_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."organisation_units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "form_choices" ADD CONSTRAINT "form_choices_replaces_form_choices_id_fk" FOREIGN KEY ("replaces") REFERENCES "public"."form_choices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "form_choices" ADD CONSTRAINT "form_choices_entry_id_ledger_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."ledger_entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "form_choices" ADD CONSTRAINT "form_choices_chosen_by_people_id_fk" FOREIGN KEY ("chosen_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "form_choices" ADD CONSTRAINT "form_choices_same_interview" FOREIGN KEY ("replaces","interview_id") REFERENCES "public"."form_choices"("id","interview_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alerts_person" ON "alerts" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "form_choices_first" ON "form_choices" USING btree ("interview_id") WHERE "form_choices"."replaces" is null;--> statement-breakpoint
CREATE INDEX "form_choices_unit" ON "form_choices" USING btree ("unit_id","chosen_at");--> statement-breakpoint
-- Append-only: what somebody chose or decided stays, and a correction is a row of its own.
REVOKE UPDATE, DELETE ON form_choices, alerts, alert_decisions FROM qingfeng_app;
