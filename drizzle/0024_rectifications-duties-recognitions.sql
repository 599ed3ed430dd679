CREATE TABLE "duty_items" (
	"sheet_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"duty" text NOT NULL,
	"side" text NOT NULL,
	"words" jsonb NOT NULL,
	CONSTRAINT "duty_items_sheet_id_n_pk" PRIMARY KEY("sheet_id","n"),
	CONSTRAINT "duty_items_side" CHECK ("duty_items"."side" in ('business', 'clean'))
);
--> statement-breakpoint
CREATE TABLE "duty_marks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"sheet_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"done" boolean NOT NULL,
	"text" text,
	"file_id" uuid,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "duty_marks_evidence" CHECK ("duty_marks"."done" = (num_nonnulls("duty_marks"."text", "duty_marks"."file_id") > 0))
);
--> statement-breakpoint
CREATE TABLE "duty_sheets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"quarter" text NOT NULL,
	"unit_id" uuid NOT NULL,
	"rule_pack_version" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	CONSTRAINT "duty_sheets_once" UNIQUE("person_id","quarter")
);
--> statement-breakpoint
CREATE TABLE "recognition_decisions" (
	"proposal_id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"proposed_by" uuid NOT NULL,
	"verdict" text NOT NULL,
	"reason" text,
	"decided_by" uuid NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	CONSTRAINT "recognition_decisions_verdict" CHECK ("recognition_decisions"."verdict" in ('approved', 'refused')),
	CONSTRAINT "recognition_decisions_reason" CHECK (("recognition_decisions"."verdict" = 'refused') = ("recognition_decisions"."reason" is not null)),
	CONSTRAINT "recognition_decisions_other" CHECK ("recognition_decisions"."decided_by" <> "recognition_decisions"."person_id" and "recognition_decisions"."decided_by" <> "recognition_decisions"."proposed_by")
);
--> statement-breakpoint
CREATE TABLE "recognition_proposals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"entry_id" uuid,
	"objection_id" uuid,
	"proposed_by" uuid NOT NULL,
	"rule_pack_version" text NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "recognition_proposals_parties" UNIQUE("id","person_id","proposed_by"),
	CONSTRAINT "recognition_proposals_kind" CHECK ("recognition_proposals"."kind" in ('commendation', 'refused-gift', 'clearing')),
	CONSTRAINT "recognition_proposals_text" CHECK (char_length("recognition_proposals"."text") between 1 and 300),
	CONSTRAINT "recognition_proposals_other" CHECK ("recognition_proposals"."proposed_by" <> "recognition_proposals"."person_id"),
	CONSTRAINT "recognition_proposals_closes" CHECK (("recognition_proposals"."objection_id" is null) = ("recognition_proposals"."entry_id" is null) and ("recognition_proposals"."kind" = 'clearing' or "recognition_proposals"."entry_id" is null))
);
--> statement-breakpoint
CREATE TABLE "rectification_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"item_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"by" uuid,
	"text" text,
	"file_id" uuid,
	"day" date,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "rectification_events_kind" CHECK ("rectification_events"."kind" in ('opened', 'evidence', 'extension-asked', 'extension-granted', 'extension-refused', 'handed-in', 'returned', 'closed', 'escalated', 'taken-over')),
	CONSTRAINT "rectification_events_day" CHECK (("rectification_events"."kind" in ('opened', 'extension-asked', 'extension-granted', 'escalated')) = ("rectification_events"."day" is not null)),
	CONSTRAINT "rectification_events_reason" CHECK ("rectification_events"."text" is not null or "rectification_events"."kind" not in ('extension-asked', 'extension-refused', 'returned')),
	CONSTRAINT "rectification_events_evidence" CHECK (case when "rectification_events"."kind" = 'evidence' then num_nonnulls("rectification_events"."text", "rectification_events"."file_id") > 0 else "rectification_events"."file_id" is null end),
	CONSTRAINT "rectification_events_by" CHECK (("rectification_events"."kind" = 'escalated') = ("rectification_events"."by" is null))
);
--> statement-breakpoint
CREATE TABLE "rectification_items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"opened_by" uuid NOT NULL,
	"reviewer_id" uuid NOT NULL,
	"interview_id" uuid,
	"text" text NOT NULL,
	"due_on" date NOT NULL,
	"state" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	CONSTRAINT "rectification_items_state" CHECK ("rectification_items"."state" in ('open', 'handed-in', 'closed')),
	CONSTRAINT "rectification_items_other" CHECK ("rectification_items"."reviewer_id" <> "rectification_items"."person_id" and "rectification_items"."opened_by" <> "rectification_items"."person_id"),
	CONSTRAINT "rectification_items_text" CHECK (char_length("rectification_items"."text") between 1 and 300)
);
--> statement-breakpoint
ALTER TABLE "duty_items" ADD CONSTRAINT "duty_items_sheet_id_duty_sheets_id_fk" FOREIGN KEY ("sheet_id") REFERENCES "public"."duty_sheets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty_marks" ADD CONSTRAINT "duty_marks_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty_marks" ADD CONSTRAINT "duty_marks_item" FOREIGN KEY ("sheet_id","n") REFERENCES "public"."duty_items"("sheet_id","n") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty_sheets" ADD CONSTRAINT "duty_sheets_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty_sheets" ADD CONSTRAINT "duty_sheets_unit_id_organisation_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."organisation_units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recognition_decisions" ADD CONSTRAINT "recognition_decisions_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recognition_decisions" ADD CONSTRAINT "recognition_decisions_proposal" FOREIGN KEY ("proposal_id","person_id","proposed_by") REFERENCES "public"."recognition_proposals"("id","person_id","proposed_by") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recognition_proposals" ADD CONSTRAINT "recognition_proposals_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recognition_proposals" ADD CONSTRAINT "recognition_proposals_entry_id_ledger_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."ledger_entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recognition_proposals" ADD CONSTRAINT "recognition_proposals_objection_id_objections_id_fk" FOREIGN KEY ("objection_id") REFERENCES "public"."objections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recognition_proposals" ADD CONSTRAINT "recognition_proposals_proposed_by_people_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification_events" ADD CONSTRAINT "rectification_events_item_id_rectification_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."rectification_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification_events" ADD CONSTRAINT "rectification_events_by_people_id_fk" FOREIGN KEY ("by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification_events" ADD CONSTRAINT "rectification_events_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification_items" ADD CONSTRAINT "rectification_items_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification_items" ADD CONSTRAINT "rectification_items_opened_by_people_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification_items" ADD CONSTRAINT "rectification_items_reviewer_id_people_id_fk" FOREIGN KEY ("reviewer_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification_items" ADD CONSTRAINT "rectification_items_interview_id_interviews_id_fk" FOREIGN KEY ("interview_id") REFERENCES "public"."interviews"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "duty_marks_item_at" ON "duty_marks" USING btree ("sheet_id","n","at");--> statement-breakpoint
CREATE INDEX "duty_sheets_unit" ON "duty_sheets" USING btree ("quarter","unit_id");--> statement-breakpoint
CREATE INDEX "recognition_proposals_person" ON "recognition_proposals" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "rectification_events_item" ON "rectification_events" USING btree ("item_id","at");--> statement-breakpoint
CREATE INDEX "rectification_events_kind" ON "rectification_events" USING btree ("kind","at");--> statement-breakpoint
CREATE UNIQUE INDEX "rectification_events_once" ON "rectification_events" USING btree ("item_id","kind") WHERE "rectification_events"."kind" in ('opened', 'closed');--> statement-breakpoint
CREATE UNIQUE INDEX "rectification_events_escalated" ON "rectification_events" USING btree ("item_id","day") WHERE "rectification_events"."kind" = 'escalated';--> statement-breakpoint
CREATE INDEX "rectification_items_person" ON "rectification_items" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "rectification_items_reviewer" ON "rectification_items" USING btree ("reviewer_id");--> statement-breakpoint
CREATE INDEX "rectification_items_due" ON "rectification_items" USING btree ("due_on") WHERE "rectification_items"."state" <> 'closed';--> statement-breakpoint
-- Append-only: the trail of what is to be put right explains its day and its state; so do the marks of a duty, and who
-- proposed and approved what stands in a file.
REVOKE UPDATE, DELETE ON rectification_events, duty_items, duty_marks, recognition_proposals, recognition_decisions FROM qingfeng_app;
