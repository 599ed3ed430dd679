CREATE TABLE "review_cards" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"question_id" uuid NOT NULL,
	"due_on" date NOT NULL,
	"reviewed_on" date NOT NULL,
	"stability" double precision NOT NULL,
	"difficulty" double precision NOT NULL,
	"scheduled_days" integer NOT NULL,
	"reps" integer NOT NULL,
	"lapses" integer NOT NULL,
	"state" text NOT NULL,
	"sure_mistake" boolean DEFAULT false NOT NULL,
	"not_before" date,
	"suspended" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "review_cards_once" UNIQUE("person_id","question_id"),
	CONSTRAINT "review_cards_state" CHECK ("review_cards"."state" in ('New', 'Learning', 'Review', 'Relearning')),
	CONSTRAINT "review_cards_suspended" CHECK ("review_cards"."suspended" in ('leech', 'own-choice')),
	CONSTRAINT "review_cards_counts" CHECK ("review_cards"."lapses" >= 0 and "review_cards"."reps" > "review_cards"."lapses" and "review_cards"."due_on" > "review_cards"."reviewed_on")
);
--> statement-breakpoint
CREATE TABLE "review_log" (
	"id" uuid PRIMARY KEY NOT NULL,
	"card_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"once_key" text NOT NULL,
	"source" text NOT NULL,
	"question_version_id" uuid NOT NULL,
	"chosen" integer[] NOT NULL,
	"typed" text[] NOT NULL,
	"correct" boolean NOT NULL,
	"confidence" text,
	"rating" integer NOT NULL,
	"counted" boolean NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "review_log_once_key_unique" UNIQUE("once_key"),
	CONSTRAINT "review_log_number" UNIQUE("card_id","number"),
	CONSTRAINT "review_log_source" CHECK ("review_log"."source" in ('answer', 'card', 'review')),
	CONSTRAINT "review_log_confidence" CHECK ("review_log"."confidence" in ('sure', 'unsure')),
	CONSTRAINT "review_log_rating" CHECK ("review_log"."rating" between 1 and 3 and "review_log"."correct" = ("review_log"."rating" > 1))
);
--> statement-breakpoint
CREATE TABLE "review_showings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"card_id" uuid NOT NULL,
	"question_version_id" uuid NOT NULL,
	"option_order" integer[] NOT NULL,
	"chosen" integer[] DEFAULT '{}' NOT NULL,
	"typed" text[] DEFAULT '{}' NOT NULL,
	"fraction" double precision,
	"state" text NOT NULL,
	"shown_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "review_showings_state" CHECK ("review_showings"."state" in ('open', 'answered', 'later', 'stopped')),
	CONSTRAINT "review_showings_ended" CHECK (("review_showings"."state" = 'open') = ("review_showings"."ended_at" is null)),
	CONSTRAINT "review_showings_worth" CHECK (("review_showings"."state" = 'answered') = ("review_showings"."fraction" is not null))
);
--> statement-breakpoint
ALTER TABLE "question_reports" DROP CONSTRAINT "question_reports_kind";--> statement-breakpoint
ALTER TABLE "question_reports" DROP CONSTRAINT "question_reports_seen";--> statement-breakpoint
ALTER TABLE "question_reports" ADD COLUMN "card_id" uuid;--> statement-breakpoint
ALTER TABLE "answers" ADD COLUMN "confidence" text;--> statement-breakpoint
ALTER TABLE "papers" ADD COLUMN "duty_topics" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "review_cards" ADD CONSTRAINT "review_cards_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_cards" ADD CONSTRAINT "review_cards_question_id_questions_id_fk" FOREIGN KEY ("question_id") REFERENCES "public"."questions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_log" ADD CONSTRAINT "review_log_card_id_review_cards_id_fk" FOREIGN KEY ("card_id") REFERENCES "public"."review_cards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_log" ADD CONSTRAINT "review_log_question_version_id_question_versions_id_fk" FOREIGN KEY ("question_version_id") REFERENCES "public"."question_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_showings" ADD CONSTRAINT "review_showings_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_showings" ADD CONSTRAINT "review_showings_card_id_review_cards_id_fk" FOREIGN KEY ("card_id") REFERENCES "public"."review_cards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_showings" ADD CONSTRAINT "review_showings_question_version_id_question_versions_id_fk" FOREIGN KEY ("question_version_id") REFERENCES "public"."question_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "review_cards_due" ON "review_cards" USING btree ("due_on") WHERE "review_cards"."suspended" is null;--> statement-breakpoint
CREATE INDEX "review_cards_leeches" ON "review_cards" USING btree ("question_id") WHERE "review_cards"."suspended" = 'leech';--> statement-breakpoint
CREATE INDEX "review_showings_card" ON "review_showings" USING btree ("card_id");--> statement-breakpoint
CREATE UNIQUE INDEX "review_showings_open" ON "review_showings" USING btree ("person_id") WHERE "review_showings"."state" = 'open';--> statement-breakpoint
ALTER TABLE "question_reports" ADD CONSTRAINT "question_reports_card_id_review_cards_id_fk" FOREIGN KEY ("card_id") REFERENCES "public"."review_cards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_reports" ADD CONSTRAINT "question_reports_kind" CHECK ("question_reports"."kind" in ('key', 'text', 'source', 'other', 'missed'));--> statement-breakpoint
ALTER TABLE "question_reports" ADD CONSTRAINT "question_reports_seen" CHECK (("question_reports"."attempt_id" is null) = ("question_reports"."position" is null) and num_nonnulls("question_reports"."attempt_id", "question_reports"."showing_id", "question_reports"."card_id") = 1
        and ("question_reports"."kind" = 'missed') = ("question_reports"."card_id" is not null));--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_confidence" CHECK ("answers"."confidence" in ('sure', 'unsure') and "answers"."submitted_at" is not null or "answers"."confidence" is null);--> statement-breakpoint
-- Append-only: what the book took note of explains every state of a card.
REVOKE UPDATE, DELETE ON review_log FROM qingfeng_app;
