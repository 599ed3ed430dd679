CREATE TABLE "bot_files" (
	"bot_id" bigint NOT NULL,
	"file_id" uuid NOT NULL,
	"telegram_file_id" text NOT NULL,
	CONSTRAINT "bot_files_bot_id_file_id_pk" PRIMARY KEY("bot_id","file_id")
);
--> statement-breakpoint
CREATE TABLE "bots" (
	"id" bigint PRIMARY KEY NOT NULL,
	"username" text NOT NULL,
	"unit_id" uuid,
	"paused_at" timestamp with time zone,
	"paused_why" text,
	"seen_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"mime_type" text NOT NULL,
	"size" integer NOT NULL,
	"body" "bytea" NOT NULL,
	"uploaded_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calendar_days" (
	"day" date PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calendar_years" (
	"year" integer PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"loaded_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notice_check_answers" (
	"notice_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"chosen" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "notice_check_answers_notice_id_person_id_pk" PRIMARY KEY("notice_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "notice_messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"notice_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"from_id" uuid NOT NULL,
	"text" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notice_visits" (
	"notice_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"liaison_id" uuid NOT NULL,
	"why" text NOT NULL,
	"state" text NOT NULL,
	"note" text,
	"created_at" timestamp with time zone NOT NULL,
	"done_at" timestamp with time zone,
	CONSTRAINT "notice_visits_notice_id_person_id_pk" PRIMARY KEY("notice_id","person_id"),
	CONSTRAINT "notice_visits_done" CHECK (("notice_visits"."state" = 'open') = ("notice_visits"."done_at" is null))
);
--> statement-breakpoint
CREATE TABLE "notice_progress" (
	"notice_id" uuid NOT NULL,
	"bot_id" bigint NOT NULL,
	"chat_id" bigint NOT NULL,
	"message_id" bigint NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"shown_at" timestamp with time zone,
	"done_at" timestamp with time zone,
	CONSTRAINT "notice_progress_notice_id_chat_id_pk" PRIMARY KEY("notice_id","chat_id")
);
--> statement-breakpoint
CREATE TABLE "notice_templates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" uuid NOT NULL,
	"name" text NOT NULL,
	"version" integer NOT NULL,
	"body" text NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"retired_at" timestamp with time zone,
	CONSTRAINT "notice_templates_version" UNIQUE("unit_id","name","version")
);
--> statement-breakpoint
CREATE TABLE "notice_versions" (
	"notice_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"change" text NOT NULL,
	"text" text NOT NULL,
	"html" text,
	"by" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "notice_versions_notice_id_version_pk" PRIMARY KEY("notice_id","version")
);
--> statement-breakpoint
CREATE TABLE "person_tags" (
	"person_id" uuid NOT NULL,
	"tag" text NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	CONSTRAINT "person_tags_person_id_tag_pk" PRIMARY KEY("person_id","tag")
);
--> statement-breakpoint
DROP INDEX "deliveries_due";--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "bot_id" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "carrier_id" uuid;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "urgent" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "acknowledgements" ADD COLUMN "recorded_by" uuid;--> statement-breakpoint
ALTER TABLE "acknowledgements" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "acknowledgements" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "notice_recipients" ADD COLUMN "version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "kind" text DEFAULT 'notice' NOT NULL;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "state" text DEFAULT 'sending' NOT NULL;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "html" text;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "file_id" uuid;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "template_id" uuid;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "audience" jsonb;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "check" jsonb;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "urgent_reason" text;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "policy" text DEFAULT 'hold' NOT NULL;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "in_digest" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "created_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "send_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "repeat" jsonb;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "series_id" uuid;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "decided_by" uuid;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "decided_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "decision_reason" text;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "ended_by" uuid;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "ended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "quiet_from" text;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "quiet_to" text;--> statement-breakpoint
ALTER TABLE "telegram_accounts" ADD COLUMN "bot_id" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "bot_files" ADD CONSTRAINT "bot_files_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bots" ADD CONSTRAINT "bots_unit_id_organisation_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."organisation_units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_uploaded_by_people_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_check_answers" ADD CONSTRAINT "notice_check_answers_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_check_answers" ADD CONSTRAINT "notice_check_answers_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_messages" ADD CONSTRAINT "notice_messages_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_messages" ADD CONSTRAINT "notice_messages_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_messages" ADD CONSTRAINT "notice_messages_from_id_people_id_fk" FOREIGN KEY ("from_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_visits" ADD CONSTRAINT "notice_visits_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_visits" ADD CONSTRAINT "notice_visits_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_visits" ADD CONSTRAINT "notice_visits_liaison_id_people_id_fk" FOREIGN KEY ("liaison_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_progress" ADD CONSTRAINT "notice_progress_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_templates" ADD CONSTRAINT "notice_templates_unit_id_organisation_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."organisation_units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_templates" ADD CONSTRAINT "notice_templates_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_versions" ADD CONSTRAINT "notice_versions_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_versions" ADD CONSTRAINT "notice_versions_by_people_id_fk" FOREIGN KEY ("by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_tags" ADD CONSTRAINT "person_tags_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bot_files_file" ON "bot_files" USING btree ("file_id");--> statement-breakpoint
CREATE INDEX "notice_messages_thread" ON "notice_messages" USING btree ("notice_id","person_id","at");--> statement-breakpoint
CREATE INDEX "notice_visits_liaison" ON "notice_visits" USING btree ("liaison_id","state");--> statement-breakpoint
CREATE INDEX "notice_progress_open" ON "notice_progress" USING btree ("started_at") WHERE "notice_progress"."done_at" is null;--> statement-breakpoint
CREATE INDEX "person_tags_tag" ON "person_tags" USING btree ("tag");--> statement-breakpoint
ALTER TABLE "acknowledgements" ADD CONSTRAINT "acknowledgements_recorded_by_people_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_template_id_notice_templates_id_fk" FOREIGN KEY ("template_id") REFERENCES "public"."notice_templates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_ended_by_people_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "deliveries_carried" ON "deliveries" USING btree ("carrier_id") WHERE "deliveries"."carrier_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "deliveries_one_at_a_time" ON "deliveries" USING btree ("person_id") WHERE "deliveries"."state" = 'sending' and "deliveries"."carrier_id" is null;--> statement-breakpoint
CREATE INDEX "notices_waiting" ON "notices" USING btree ("send_at") WHERE "notices"."state" = 'scheduled';--> statement-breakpoint
CREATE INDEX "deliveries_due" ON "deliveries" USING btree ("bot_id","priority","not_before","id") WHERE "deliveries"."state" = 'pending' and "deliveries"."carrier_id" is null;--> statement-breakpoint
ALTER TABLE "acknowledgements" ADD CONSTRAINT "acknowledgements_via" CHECK (("acknowledgements"."via" = 'liaison') = ("acknowledgements"."recorded_by" is not null));--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_state" CHECK ("notices"."state" in ('awaiting-approval','scheduled','sending','rejected','cancelled','withdrawn'));--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_decider" CHECK ("notices"."decided_by" is null or "notices"."decided_by" <> "notices"."author_id");--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_quiet" CHECK (("people"."quiet_from" is null) = ("people"."quiet_to" is null));