CREATE TABLE "voice_codes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" uuid NOT NULL,
	"code" text NOT NULL,
	"bot_id" bigint NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "voice_codes_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "voice_counts" (
	"unit_id" uuid NOT NULL,
	"month" date NOT NULL,
	"topic" text NOT NULL,
	"n" integer NOT NULL,
	CONSTRAINT "voice_counts_unit_id_month_topic_pk" PRIMARY KEY("unit_id","month","topic"),
	CONSTRAINT "voice_counts_n" CHECK ("voice_counts"."n" > 0),
	CONSTRAINT "voice_counts_month" CHECK (extract(day from "voice_counts"."month") = 1)
);
--> statement-breakpoint
CREATE TABLE "voice_days" (
	"day" date PRIMARY KEY NOT NULL,
	"half" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "voice_givers" (
	"day" date NOT NULL,
	"unit_id" uuid NOT NULL,
	"account" text NOT NULL,
	"worded" boolean DEFAULT false NOT NULL,
	CONSTRAINT "voice_givers_day_unit_id_account_pk" PRIMARY KEY("day","unit_id","account"),
	CONSTRAINT "voice_givers_account" CHECK (char_length("voice_givers"."account") = 43)
);
--> statement-breakpoint
CREATE TABLE "voice_words" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" uuid NOT NULL,
	"topic" text NOT NULL,
	"text" text NOT NULL,
	"received_on" date NOT NULL,
	"handled_by" uuid,
	"handled_at" timestamp with time zone,
	CONSTRAINT "voice_words_text" CHECK (char_length("voice_words"."text") between 1 and 500),
	CONSTRAINT "voice_words_handled" CHECK (("voice_words"."handled_by" is null) = ("voice_words"."handled_at" is null))
);
--> statement-breakpoint
ALTER TABLE "voice_codes" ADD CONSTRAINT "voice_codes_unit_id_organisation_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."organisation_units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voice_codes" ADD CONSTRAINT "voice_codes_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voice_counts" ADD CONSTRAINT "voice_counts_unit_id_organisation_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."organisation_units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voice_givers" ADD CONSTRAINT "voice_givers_day_voice_days_day_fk" FOREIGN KEY ("day") REFERENCES "public"."voice_days"("day") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voice_givers" ADD CONSTRAINT "voice_givers_unit_id_organisation_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."organisation_units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voice_words" ADD CONSTRAINT "voice_words_unit_id_organisation_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."organisation_units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voice_words" ADD CONSTRAINT "voice_words_handled_by_people_id_fk" FOREIGN KEY ("handled_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "voice_codes_live" ON "voice_codes" USING btree ("unit_id") WHERE "voice_codes"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "voice_words_unit" ON "voice_words" USING btree ("unit_id","received_on");--> statement-breakpoint
-- A count is only added to; a code is ended, and words are handled, and nothing else of them changes.
REVOKE DELETE ON voice_codes, voice_counts FROM qingfeng_app;
--> statement-breakpoint
REVOKE UPDATE ON voice_codes, voice_counts, voice_days, voice_givers, voice_words FROM qingfeng_app;
--> statement-breakpoint
GRANT UPDATE (ended_at) ON voice_codes TO qingfeng_app;
--> statement-breakpoint
GRANT UPDATE (n) ON voice_counts TO qingfeng_app;
--> statement-breakpoint
GRANT UPDATE (worded) ON voice_givers TO qingfeng_app;
--> statement-breakpoint
GRANT UPDATE (handled_by, handled_at) ON voice_words TO qingfeng_app;
