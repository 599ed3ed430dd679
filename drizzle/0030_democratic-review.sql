CREATE TABLE "assessment_reopenings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"submission_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"answers" jsonb NOT NULL,
	"submitted_at" timestamp with time zone NOT NULL,
	"reopened_by" uuid NOT NULL,
	"reopened_at" timestamp with time zone NOT NULL,
	CONSTRAINT "assessment_reopenings_reason" CHECK (char_length("assessment_reopenings"."reason") between 1 and 200)
);
--> statement-breakpoint
CREATE TABLE "review_envelopes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"subject_id" uuid NOT NULL,
	"side" text NOT NULL,
	"sealed" text NOT NULL,
	CONSTRAINT "review_envelopes_length" CHECK (char_length("review_envelopes"."sealed") = 86)
);
--> statement-breakpoint
CREATE TABLE "review_keys" (
	"cycle_id" uuid PRIMARY KEY NOT NULL,
	"public_key" text NOT NULL,
	"state" text NOT NULL,
	CONSTRAINT "review_keys_state" CHECK ("review_keys"."state" in ('open', 'counted', 'lost'))
);
--> statement-breakpoint
CREATE TABLE "review_opinion_decisions" (
	"opinion_id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"entered_by" uuid NOT NULL,
	"verdict" text NOT NULL,
	"reason" text,
	"decided_by" uuid NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	CONSTRAINT "review_opinion_decisions_verdict" CHECK ("review_opinion_decisions"."verdict" in ('confirmed', 'returned')),
	CONSTRAINT "review_opinion_decisions_reason" CHECK (("review_opinion_decisions"."verdict" = 'returned') = ("review_opinion_decisions"."reason" is not null)),
	CONSTRAINT "review_opinion_decisions_other" CHECK ("review_opinion_decisions"."decided_by" <> "review_opinion_decisions"."person_id" and "review_opinion_decisions"."decided_by" <> "review_opinion_decisions"."entered_by")
);
--> statement-breakpoint
CREATE TABLE "review_opinions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"subject_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"grade" text NOT NULL,
	"text" text NOT NULL,
	"entered_by" uuid NOT NULL,
	"rule_pack_version" text NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "review_opinions_parties" UNIQUE("id","person_id","entered_by"),
	CONSTRAINT "review_opinions_text" CHECK (char_length("review_opinions"."text") between 1 and 300),
	CONSTRAINT "review_opinions_other" CHECK ("review_opinions"."entered_by" <> "review_opinions"."person_id")
);
--> statement-breakpoint
CREATE TABLE "review_subjects" (
	"id" uuid PRIMARY KEY NOT NULL,
	"cycle_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	CONSTRAINT "review_subjects_once" UNIQUE("cycle_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "review_tallies" (
	"subject_id" uuid NOT NULL,
	"side" text NOT NULL,
	"item" text NOT NULL,
	"option" text NOT NULL,
	"n" integer NOT NULL,
	CONSTRAINT "review_tallies_subject_id_side_item_option_pk" PRIMARY KEY("subject_id","side","item","option"),
	CONSTRAINT "review_tallies_n" CHECK ("review_tallies"."n" > 0)
);
--> statement-breakpoint
CREATE TABLE "review_tickets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"subject_id" uuid NOT NULL,
	"voter_id" uuid NOT NULL,
	"side" text NOT NULL,
	"used" boolean DEFAULT false NOT NULL,
	CONSTRAINT "review_tickets_once" UNIQUE("subject_id","voter_id"),
	CONSTRAINT "review_tickets_side" CHECK ("review_tickets"."side" in ('peer', 'people'))
);
--> statement-breakpoint
ALTER TABLE "assessment_cycles" ADD COLUMN "ordered_by" uuid;--> statement-breakpoint
ALTER TABLE "assessment_cycles" ADD COLUMN "review_closes_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "assessment_submissions" ADD COLUMN "facts" jsonb;--> statement-breakpoint
ALTER TABLE "assessment_reopenings" ADD CONSTRAINT "assessment_reopenings_submission_id_assessment_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."assessment_submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_reopenings" ADD CONSTRAINT "assessment_reopenings_reopened_by_people_id_fk" FOREIGN KEY ("reopened_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_envelopes" ADD CONSTRAINT "review_envelopes_subject_id_review_subjects_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."review_subjects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_keys" ADD CONSTRAINT "review_keys_cycle_id_assessment_cycles_id_fk" FOREIGN KEY ("cycle_id") REFERENCES "public"."assessment_cycles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_opinion_decisions" ADD CONSTRAINT "review_opinion_decisions_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_opinion_decisions" ADD CONSTRAINT "review_opinion_decisions_opinion" FOREIGN KEY ("opinion_id","person_id","entered_by") REFERENCES "public"."review_opinions"("id","person_id","entered_by") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_opinions" ADD CONSTRAINT "review_opinions_subject_id_review_subjects_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."review_subjects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_opinions" ADD CONSTRAINT "review_opinions_entered_by_people_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_subjects" ADD CONSTRAINT "review_subjects_cycle_id_review_keys_cycle_id_fk" FOREIGN KEY ("cycle_id") REFERENCES "public"."review_keys"("cycle_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_subjects" ADD CONSTRAINT "review_subjects_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_subjects" ADD CONSTRAINT "review_subjects_unit_id_organisation_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."organisation_units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_tallies" ADD CONSTRAINT "review_tallies_subject_id_review_subjects_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."review_subjects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_tickets" ADD CONSTRAINT "review_tickets_subject_id_review_subjects_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."review_subjects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_tickets" ADD CONSTRAINT "review_tickets_voter_id_people_id_fk" FOREIGN KEY ("voter_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "assessment_reopenings_submission" ON "assessment_reopenings" USING btree ("submission_id");--> statement-breakpoint
CREATE INDEX "review_envelopes_subject" ON "review_envelopes" USING btree ("subject_id");--> statement-breakpoint
CREATE INDEX "review_opinions_subject" ON "review_opinions" USING btree ("subject_id");--> statement-breakpoint
CREATE INDEX "review_subjects_person" ON "review_subjects" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "review_tickets_voter" ON "review_tickets" USING btree ("voter_id");--> statement-breakpoint
ALTER TABLE "assessment_cycles" ADD CONSTRAINT "assessment_cycles_ordered_by_people_id_fk" FOREIGN KEY ("ordered_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- Append-only: a form that was given back stays as it was, and so does what a committee concluded and who confirmed it.
REVOKE UPDATE, DELETE ON assessment_reopenings, review_opinions, review_opinion_decisions FROM qingfeng_app;
