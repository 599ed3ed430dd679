CREATE TABLE "file_access_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"requester_id" uuid NOT NULL,
	"subject_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"reason" text,
	"sealed" boolean NOT NULL,
	"needs_approval" boolean NOT NULL,
	"rule_pack_version" text NOT NULL,
	"state" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"holds_until" timestamp with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"refusal" text,
	"used_at" timestamp with time zone,
	"tell_at" timestamp with time zone,
	CONSTRAINT "file_access_requests_state" CHECK ("file_access_requests"."state" in ('asked', 'approved', 'refused', 'expired', 'used')),
	CONSTRAINT "file_access_requests_other" CHECK ("file_access_requests"."requester_id" <> "file_access_requests"."subject_id"),
	CONSTRAINT "file_access_requests_second" CHECK ("file_access_requests"."decided_by" is null or "file_access_requests"."decided_by" <> "file_access_requests"."requester_id" and "file_access_requests"."decided_by" <> "file_access_requests"."subject_id"),
	CONSTRAINT "file_access_requests_decided" CHECK (("file_access_requests"."decided_by" is null) = ("file_access_requests"."decided_at" is null)),
	CONSTRAINT "file_access_requests_approved" CHECK (not "file_access_requests"."needs_approval" or "file_access_requests"."state" not in ('approved', 'used', 'refused') or "file_access_requests"."decided_by" is not null),
	CONSTRAINT "file_access_requests_refused" CHECK (("file_access_requests"."state" = 'refused') = ("file_access_requests"."refusal" is not null)),
	CONSTRAINT "file_access_requests_sealed" CHECK (not "file_access_requests"."sealed" or "file_access_requests"."needs_approval" and "file_access_requests"."reason" is not null),
	CONSTRAINT "file_access_requests_used" CHECK (("file_access_requests"."state" = 'used') = ("file_access_requests"."used_at" is not null) and ("file_access_requests"."used_at" is null) = ("file_access_requests"."tell_at" is null))
);
--> statement-breakpoint
CREATE TABLE "relations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"relative_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"declared_by" uuid NOT NULL,
	"declared_at" timestamp with time zone NOT NULL,
	"withdrawn_by" uuid,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "relations_two" CHECK ("relations"."person_id" <> "relations"."relative_id"),
	CONSTRAINT "relations_withdrawn" CHECK (("relations"."withdrawn_by" is null) = ("relations"."withdrawn_at" is null))
);
--> statement-breakpoint
CREATE TABLE "shown_files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"request_id" uuid,
	"reader_id" uuid NOT NULL,
	"subject_id" uuid NOT NULL,
	"bot_id" bigint NOT NULL,
	"chat_id" bigint NOT NULL,
	"message_id" bigint NOT NULL,
	"shown_at" timestamp with time zone NOT NULL,
	"delete_at" timestamp with time zone NOT NULL,
	"deleted_at" timestamp with time zone,
	"problem" text
);
--> statement-breakpoint
CREATE TABLE "objection_answers" (
	"objection_id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"verdict" text NOT NULL,
	"text" text NOT NULL,
	"answered_by" uuid NOT NULL,
	"answered_at" timestamp with time zone NOT NULL,
	"correction_id" uuid,
	CONSTRAINT "objection_answers_other" CHECK ("objection_answers"."answered_by" <> "objection_answers"."person_id"),
	CONSTRAINT "objection_answers_verdict" CHECK ("objection_answers"."verdict" in ('upheld', 'not-upheld')),
	CONSTRAINT "objection_answers_correction" CHECK (("objection_answers"."verdict" = 'upheld') = ("objection_answers"."correction_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "objection_evidence" (
	"id" uuid PRIMARY KEY NOT NULL,
	"objection_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"added_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "objections" ADD COLUMN "due_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "objections" ADD COLUMN "remind_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "file_access_requests" ADD CONSTRAINT "file_access_requests_requester_id_people_id_fk" FOREIGN KEY ("requester_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_access_requests" ADD CONSTRAINT "file_access_requests_subject_id_people_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_access_requests" ADD CONSTRAINT "file_access_requests_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relations" ADD CONSTRAINT "relations_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relations" ADD CONSTRAINT "relations_relative_id_people_id_fk" FOREIGN KEY ("relative_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relations" ADD CONSTRAINT "relations_declared_by_people_id_fk" FOREIGN KEY ("declared_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relations" ADD CONSTRAINT "relations_withdrawn_by_people_id_fk" FOREIGN KEY ("withdrawn_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shown_files" ADD CONSTRAINT "shown_files_request_id_file_access_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."file_access_requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shown_files" ADD CONSTRAINT "shown_files_reader_id_people_id_fk" FOREIGN KEY ("reader_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shown_files" ADD CONSTRAINT "shown_files_subject_id_people_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objection_answers" ADD CONSTRAINT "objection_answers_answered_by_people_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objection_answers" ADD CONSTRAINT "objection_answers_correction_id_ledger_entries_id_fk" FOREIGN KEY ("correction_id") REFERENCES "public"."ledger_entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objections" ADD CONSTRAINT "objections_of" UNIQUE("id","person_id");--> statement-breakpoint
ALTER TABLE "objection_answers" ADD CONSTRAINT "objection_answers_objection" FOREIGN KEY ("objection_id","person_id") REFERENCES "public"."objections"("id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objection_evidence" ADD CONSTRAINT "objection_evidence_objection_id_objections_id_fk" FOREIGN KEY ("objection_id") REFERENCES "public"."objections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objection_evidence" ADD CONSTRAINT "objection_evidence_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "file_access_requests_requester" ON "file_access_requests" USING btree ("requester_id","subject_id");--> statement-breakpoint
CREATE INDEX "file_access_requests_told" ON "file_access_requests" USING btree ("subject_id","tell_at") WHERE "file_access_requests"."state" = 'used';--> statement-breakpoint
CREATE INDEX "file_access_requests_open" ON "file_access_requests" USING btree ("holds_until") WHERE "file_access_requests"."state" in ('asked', 'approved');--> statement-breakpoint
CREATE UNIQUE INDEX "relations_once" ON "relations" USING btree ("person_id","relative_id","declared_by") WHERE "relations"."withdrawn_at" is null;--> statement-breakpoint
CREATE INDEX "relations_relative" ON "relations" USING btree ("relative_id");--> statement-breakpoint
CREATE UNIQUE INDEX "shown_files_message" ON "shown_files" USING btree ("bot_id","chat_id","message_id");--> statement-breakpoint
CREATE INDEX "shown_files_due" ON "shown_files" USING btree ("delete_at") WHERE "shown_files"."deleted_at" is null and "shown_files"."problem" is null;--> statement-breakpoint
CREATE INDEX "objection_evidence_objection" ON "objection_evidence" USING btree ("objection_id");--> statement-breakpoint
CREATE INDEX "objections_person" ON "objections" USING btree ("person_id");--> statement-breakpoint
-- Append-only: an objection, its answer and what was laid before stay for ever.
REVOKE UPDATE, DELETE ON objection_answers FROM qingfeng_app;
--> statement-breakpoint
REVOKE UPDATE, DELETE ON objection_evidence FROM qingfeng_app;
--> statement-breakpoint
-- Declared and withdrawn, asked and answered, shown and deleted: the rows stay.
REVOKE DELETE ON relations FROM qingfeng_app;
--> statement-breakpoint
REVOKE DELETE ON file_access_requests FROM qingfeng_app;
--> statement-breakpoint
REVOKE DELETE ON shown_files FROM qingfeng_app;
