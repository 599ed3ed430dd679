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
CREATE TABLE "rectification_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"item_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"by" uuid,
	"text" text,
	"file_id" uuid,
	"day" date,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "rectification_events_kind" CHECK ("rectification_events"."kind" in ('opened', 'evidence', 'extension-asked', 'extension-granted', 'extension-refused', 'handed-in', 'returned', 'closed', 'escalated')),
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
ALTER TABLE "rectification_events" ADD CONSTRAINT "rectification_events_item_id_rectification_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."rectification_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification_events" ADD CONSTRAINT "rectification_events_by_people_id_fk" FOREIGN KEY ("by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification_events" ADD CONSTRAINT "rectification_events_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification_items" ADD CONSTRAINT "rectification_items_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification_items" ADD CONSTRAINT "rectification_items_opened_by_people_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification_items" ADD CONSTRAINT "rectification_items_reviewer_id_people_id_fk" FOREIGN KEY ("reviewer_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification_items" ADD CONSTRAINT "rectification_items_interview_id_interviews_id_fk" FOREIGN KEY ("interview_id") REFERENCES "public"."interviews"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "duty_marks_item_at" ON "duty_marks" USING btree ("sheet_id","n","at");--> statement-breakpoint
CREATE INDEX "duty_sheets_unit" ON "duty_sheets" USING btree ("quarter","unit_id");--> statement-breakpoint
CREATE INDEX "rectification_events_item" ON "rectification_events" USING btree ("item_id","at");--> statement-breakpoint
CREATE INDEX "rectification_events_kind" ON "rectification_events" USING btree ("kind","at");--> statement-breakpoint
CREATE UNIQUE INDEX "rectification_events_once" ON "rectification_events" USING btree ("item_id","kind") WHERE "rectification_events"."kind" in ('opened', 'closed');--> statement-breakpoint
CREATE UNIQUE INDEX "rectification_events_escalated" ON "rectification_events" USING btree ("item_id","day") WHERE "rectification_events"."kind" = 'escalated';--> statement-breakpoint
CREATE INDEX "rectification_items_person" ON "rectification_items" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "rectification_items_reviewer" ON "rectification_items" USING btree ("reviewer_id");--> statement-breakpoint
CREATE INDEX "rectification_items_due" ON "rectification_items" USING btree ("due_on") WHERE "rectification_items"."state" <> 'closed';--> statement-breakpoint
-- Append-only: the trail of what is to be put right explains its day and its state; so do the marks of a duty.
REVOKE UPDATE, DELETE ON rectification_events, duty_items, duty_marks FROM qingfeng_app;
