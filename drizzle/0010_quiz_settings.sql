CREATE TABLE "quizzes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"preset" text NOT NULL,
	"slot" text NOT NULL,
	"settings" jsonb NOT NULL,
	"rule_pack_version" text NOT NULL,
	"opens_at" timestamp with time zone NOT NULL,
	"closes_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "quizzes_once" UNIQUE("preset","slot"),
	CONSTRAINT "quizzes_window" CHECK ("quizzes"."closes_at" is null or "quizzes"."closes_at" > "quizzes"."opens_at")
);
--> statement-breakpoint
ALTER TABLE "papers" DROP CONSTRAINT "papers_once";--> statement-breakpoint
ALTER TABLE "answers" DROP CONSTRAINT "answers_graded";--> statement-breakpoint
ALTER TABLE "attempts" DROP CONSTRAINT "attempts_result";--> statement-breakpoint
ALTER TABLE "attempts" ALTER COLUMN "correct" SET DEFAULT 0;--> statement-breakpoint
ALTER TABLE "answers" ADD COLUMN "typed" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "answers" ADD COLUMN "fraction" double precision;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "deadline_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "ended_by" text;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "counts" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "answered" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "points" double precision DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "current" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "papers" ADD COLUMN "quiz_id" uuid;--> statement-breakpoint
ALTER TABLE "papers" ADD COLUMN "number" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "papers" ALTER COLUMN "number" DROP DEFAULT;--> statement-breakpoint
-- Until now every paper was a daily one, final with each answer, all or nothing, once a day.
INSERT INTO "quizzes" ("id", "preset", "slot", "settings", "rule_pack_version", "opens_at", "closes_at", "created_at")
SELECT uuidv7(), "preset", "slot", '{"timeLimit":null,"overdue":"abandon","grace":0,"attempts":1,"pause":0,"grade":"first","passMark":0.6,"credit":"all-or-nothing","answers":"final","lives":null,"forFile":true,"review":{"during":{"marks":true,"key":true,"explanation":true},"after":{"marks":true,"key":true,"explanation":true},"closed":{"marks":true,"key":true,"explanation":true}}}'::jsonb,
	max("rule_pack_version"), min("opens_at"), max("closes_at"), min("created_at") FROM "papers" GROUP BY "preset", "slot";--> statement-breakpoint
UPDATE "papers" SET "quiz_id" = "quizzes"."id" FROM "quizzes" WHERE "quizzes"."preset" = "papers"."preset" AND "quizzes"."slot" = "papers"."slot";--> statement-breakpoint
UPDATE "answers" SET "fraction" = "correct"::int WHERE "submitted_at" IS NOT NULL;--> statement-breakpoint
UPDATE "attempts" SET "deadline_at" = "papers"."closes_at", "ended_by" = CASE WHEN "attempts"."finished_at" IS NULL THEN NULL ELSE 'person' END,
	"answered" = given.answered, "correct" = given.correct, "points" = given.correct
	FROM "papers" JOIN "attempts" own ON own."paper_id" = "papers"."id" LEFT JOIN LATERAL (
		SELECT count(*)::int AS answered, (count(*) FILTER (WHERE "answers"."correct"))::int AS correct FROM "answers"
		WHERE "answers"."attempt_id" = own."id" AND "answers"."submitted_at" IS NOT NULL) given ON true
	WHERE own."id" = "attempts"."id";--> statement-breakpoint
ALTER TABLE "attempts" ALTER COLUMN "correct" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "papers" ALTER COLUMN "quiz_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "papers" ADD CONSTRAINT "papers_quiz_id_quizzes_id_fk" FOREIGN KEY ("quiz_id") REFERENCES "public"."quizzes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attempts_open" ON "attempts" USING btree ("deadline_at") WHERE "attempts"."finished_at" is null;--> statement-breakpoint
CREATE INDEX "papers_quiz" ON "papers" USING btree ("quiz_id");--> statement-breakpoint
ALTER TABLE "papers" ADD CONSTRAINT "papers_once" UNIQUE("person_id","quiz_id","number");--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_worth" CHECK ("answers"."fraction" between 0 and 1 and "answers"."correct" = ("answers"."fraction" = 1));--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_graded" CHECK (("answers"."submitted_at" is null) = ("answers"."correct" is null) and ("answers"."submitted_at" is null) = ("answers"."fraction" is null));--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_ended" CHECK (("attempts"."finished_at" is null) = ("attempts"."ended_by" is null));--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_result" CHECK ("attempts"."correct" <= "attempts"."answered" and "attempts"."answered" <= "attempts"."total" and "attempts"."points" between 0 and "attempts"."answered");