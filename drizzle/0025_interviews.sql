CREATE TABLE "interview_proposals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"trigger_key" text NOT NULL,
	"trigger" text NOT NULL,
	"kind" text NOT NULL,
	"rule_pack_version" text NOT NULL,
	"person_id" uuid NOT NULL,
	"due_on" date NOT NULL,
	"state" text NOT NULL,
	"interview_id" uuid,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"reason" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "interview_proposals_trigger_key_unique" UNIQUE("trigger_key"),
	CONSTRAINT "interview_proposals_state" CHECK ("interview_proposals"."state" in ('open', 'arranged', 'dismissed')),
	CONSTRAINT "interview_proposals_arranged" CHECK (("interview_proposals"."state" = 'arranged') = ("interview_proposals"."interview_id" is not null)),
	CONSTRAINT "interview_proposals_dismissed" CHECK (("interview_proposals"."state" = 'dismissed') = ("interview_proposals"."reason" is not null)),
	CONSTRAINT "interview_proposals_other" CHECK ("interview_proposals"."decided_by" <> "interview_proposals"."person_id")
);
--> statement-breakpoint
CREATE TABLE "interview_records" (
	"id" uuid PRIMARY KEY NOT NULL,
	"interview_id" uuid NOT NULL,
	"version" smallint NOT NULL,
	"what" text NOT NULL,
	"body" text NOT NULL,
	"hash" text NOT NULL,
	"author_id" uuid,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "interview_records_version" UNIQUE("interview_id","version"),
	CONSTRAINT "interview_records_what" CHECK ("interview_records"."what" in ('written', 'sealed', 'addition')),
	CONSTRAINT "interview_records_hash" CHECK ("interview_records"."hash" = encode(sha256(convert_to("interview_records"."body", 'UTF8')), 'hex'))
);
--> statement-breakpoint
CREATE TABLE "interview_rounds" (
	"interview_id" uuid NOT NULL,
	"round" smallint NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"answer_reason" text,
	"ended_by" uuid NOT NULL,
	"ended_at" timestamp with time zone NOT NULL,
	CONSTRAINT "interview_rounds_interview_id_round_pk" PRIMARY KEY("interview_id","round")
);
--> statement-breakpoint
ALTER TABLE "interviews" DROP CONSTRAINT "interviews_state";--> statement-breakpoint
ALTER TABLE "interviews" ADD COLUMN "approve_by" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "interviews" ADD COLUMN "decided_by" uuid;--> statement-breakpoint
ALTER TABLE "interviews" ADD COLUMN "decided_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "interviews" ADD COLUMN "decision_reason" text;--> statement-breakpoint
ALTER TABLE "interviews" ADD COLUMN "announced_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "interviews" ADD COLUMN "round" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "interviews" ADD COLUMN "statement_due_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "interview_proposals" ADD CONSTRAINT "interview_proposals_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_proposals" ADD CONSTRAINT "interview_proposals_interview_id_interviews_id_fk" FOREIGN KEY ("interview_id") REFERENCES "public"."interviews"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_proposals" ADD CONSTRAINT "interview_proposals_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_records" ADD CONSTRAINT "interview_records_interview_id_interviews_id_fk" FOREIGN KEY ("interview_id") REFERENCES "public"."interviews"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_records" ADD CONSTRAINT "interview_records_author_id_people_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_rounds" ADD CONSTRAINT "interview_rounds_interview_id_interviews_id_fk" FOREIGN KEY ("interview_id") REFERENCES "public"."interviews"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_rounds" ADD CONSTRAINT "interview_rounds_ended_by_people_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "interview_proposals_open" ON "interview_proposals" USING btree ("kind","due_on") WHERE "interview_proposals"."state" = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "interview_records_sealed" ON "interview_records" USING btree ("interview_id") WHERE "interview_records"."what" = 'sealed';--> statement-breakpoint
ALTER TABLE "interviews" ADD CONSTRAINT "interviews_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "interviews_proposed" ON "interviews" USING btree ("approve_by") WHERE "interviews"."state" = 'proposed';--> statement-breakpoint
CREATE INDEX "interviews_recorded" ON "interviews" USING btree ("statement_due_at") WHERE "interviews"."state" = 'recorded';--> statement-breakpoint
ALTER TABLE "interviews" ADD CONSTRAINT "interviews_other" CHECK ("interviews"."decided_by" <> "interviews"."person_id" and "interviews"."decided_by" <> "interviews"."ordered_by");--> statement-breakpoint
ALTER TABLE "interviews" ADD CONSTRAINT "interviews_approval" CHECK ("interviews"."state" <> 'proposed' or "interviews"."approve_by" is not null);--> statement-breakpoint
ALTER TABLE "interviews" ADD CONSTRAINT "interviews_state" CHECK ("interviews"."state" in ('proposed','refused','expired','withdrawn','announced','confirmed','move-asked','cannot-attend','recorded','held','cancelled'));--> statement-breakpoint
-- Append-only: what was announced and answered before stays, and a version of a record is never edited.
REVOKE UPDATE, DELETE ON interview_rounds, interview_records FROM qingfeng_app;
