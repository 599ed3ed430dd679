CREATE TABLE "exemption_decisions" (
	"request_id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"verdict" text NOT NULL,
	"reason" text,
	"decided_by" uuid NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	CONSTRAINT "exemption_decisions_verdict" CHECK ("exemption_decisions"."verdict" in ('approved', 'refused', 'withdrawn')),
	CONSTRAINT "exemption_decisions_reason" CHECK (("exemption_decisions"."verdict" = 'refused') = ("exemption_decisions"."reason" is not null)),
	CONSTRAINT "exemption_decisions_other" CHECK (("exemption_decisions"."verdict" = 'withdrawn') = ("exemption_decisions"."decided_by" = "exemption_decisions"."person_id"))
);
--> statement-breakpoint
CREATE TABLE "exemption_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"rule_pack_version" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "exemption_requests_of" UNIQUE("id","person_id"),
	CONSTRAINT "exemption_requests_days" CHECK ("exemption_requests"."ends_on" is null or "exemption_requests"."ends_on" > "exemption_requests"."starts_on")
);
--> statement-breakpoint
CREATE TABLE "group_warm_ups" (
	"bot_id" bigint NOT NULL,
	"chat_id" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"update_id" bigint NOT NULL,
	"recent" uuid[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "group_warm_ups_bot_id_chat_id_pk" PRIMARY KEY("bot_id","chat_id")
);
--> statement-breakpoint
CREATE TABLE "plan_assignees" (
	"assignment_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	CONSTRAINT "plan_assignees_assignment_id_person_id_pk" PRIMARY KEY("assignment_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "plan_assignments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"plan" text NOT NULL,
	"plan_version" text NOT NULL,
	"unit_id" uuid NOT NULL,
	"role" text,
	"post_title" text,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"pace" integer NOT NULL,
	"assigned_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "plan_assignments_days" CHECK ("plan_assignments"."ends_on" >= "plan_assignments"."starts_on"),
	CONSTRAINT "plan_assignments_pace" CHECK ("plan_assignments"."pace" between 1 and 7),
	CONSTRAINT "plan_assignments_whom" CHECK ("plan_assignments"."role" is null or "plan_assignments"."post_title" is null)
);
--> statement-breakpoint
CREATE TABLE "shown_messages" (
	"person_id" uuid NOT NULL,
	"message_id" bigint NOT NULL,
	"buttons" jsonb NOT NULL,
	"shown_at" timestamp with time zone NOT NULL,
	"taken_by" bigint,
	CONSTRAINT "shown_messages_person_id_message_id_pk" PRIMARY KEY("person_id","message_id")
);
--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "elder" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "weekly" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "card_showings" ADD COLUMN "on_screen" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "card_showings" ADD COLUMN "typed_by" bigint;--> statement-breakpoint
ALTER TABLE "study_assignments" ADD COLUMN "assignment_id" uuid;--> statement-breakpoint
ALTER TABLE "exemption_decisions" ADD CONSTRAINT "exemption_decisions_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exemption_decisions" ADD CONSTRAINT "exemption_decisions_request" FOREIGN KEY ("request_id","person_id") REFERENCES "public"."exemption_requests"("id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exemption_requests" ADD CONSTRAINT "exemption_requests_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_assignees" ADD CONSTRAINT "plan_assignees_assignment_id_plan_assignments_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."plan_assignments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_assignees" ADD CONSTRAINT "plan_assignees_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_assignees" ADD CONSTRAINT "plan_assignees_unit_id_organisation_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."organisation_units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_assignments" ADD CONSTRAINT "plan_assignments_unit_id_organisation_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."organisation_units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_assignments" ADD CONSTRAINT "plan_assignments_assigned_by_people_id_fk" FOREIGN KEY ("assigned_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shown_messages" ADD CONSTRAINT "shown_messages_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "exemption_requests_person" ON "exemption_requests" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "plan_assignees_person" ON "plan_assignees" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "plan_assignments_unit" ON "plan_assignments" USING btree ("unit_id");--> statement-breakpoint
ALTER TABLE "study_assignments" ADD CONSTRAINT "study_assignments_assignment_id_plan_assignments_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."plan_assignments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "study_assignments_assignment" ON "study_assignments" USING btree ("assignment_id");--> statement-breakpoint
-- Asked, answered and set once: what changes is said by a new row.
REVOKE UPDATE, DELETE ON exemption_requests, exemption_decisions, plan_assignees FROM qingfeng_app;
