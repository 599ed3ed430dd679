CREATE TABLE "erasure_decisions" (
	"request_id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"verdict" text NOT NULL,
	"reason" text NOT NULL,
	"decided_by" uuid NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	CONSTRAINT "erasure_decisions_verdict" CHECK ("erasure_decisions"."verdict" in ('approved', 'refused')),
	CONSTRAINT "erasure_decisions_other" CHECK ("erasure_decisions"."decided_by" <> "erasure_decisions"."person_id")
);
--> statement-breakpoint
ALTER TABLE "erasure_decisions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "erasure_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "erasure_requests_of" UNIQUE("id","person_id")
);
--> statement-breakpoint
ALTER TABLE "erasure_requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "field_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"retired_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "interview_records" DROP CONSTRAINT "interview_records_hash";--> statement-breakpoint
ALTER TABLE "erasure_decisions" ADD CONSTRAINT "erasure_decisions_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasure_decisions" ADD CONSTRAINT "erasure_decisions_request" FOREIGN KEY ("request_id","person_id") REFERENCES "public"."erasure_requests"("id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasure_requests" ADD CONSTRAINT "erasure_requests_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "erasure_requests_person" ON "erasure_requests" USING btree ("person_id");--> statement-breakpoint
ALTER TABLE "interview_records" ADD CONSTRAINT "interview_records_hash" CHECK ("interview_records"."hash" ~ '^[0-9a-f]{64}$');--> statement-breakpoint
CREATE POLICY "app" ON "erasure_decisions" AS PERMISSIVE FOR ALL TO "qingfeng_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "reader" ON "erasure_decisions" AS PERMISSIVE FOR SELECT TO "qingfeng_reader" USING (erasure_decisions.person_id = (select reader_id())
  or erasure_decisions.person_id <> (select reader_id()) and exists (select 1 from posts held where held.person_id = erasure_decisions.person_id and held.starts_on <= (select reader_day())
    and (held.ends_on is null or held.ends_on > (select reader_day())) and held.unit_id = any ((select reader_units('people.manage'))::uuid[])));--> statement-breakpoint
CREATE POLICY "app" ON "erasure_requests" AS PERMISSIVE FOR ALL TO "qingfeng_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "reader" ON "erasure_requests" AS PERMISSIVE FOR SELECT TO "qingfeng_reader" USING (erasure_requests.person_id = (select reader_id())
  or erasure_requests.person_id <> (select reader_id()) and exists (select 1 from posts held where held.person_id = erasure_requests.person_id and held.starts_on <= (select reader_day())
    and (held.ends_on is null or held.ends_on > (select reader_day())) and held.unit_id = any ((select reader_units('people.manage'))::uuid[])));--> statement-breakpoint
-- A key that once sealed something stays known: whoever lacks it must not seal with another.
REVOKE DELETE ON field_keys FROM qingfeng_app;--> statement-breakpoint
-- Append-only: what was asked and how it was answered.
REVOKE UPDATE, DELETE ON erasure_requests, erasure_decisions FROM qingfeng_app;--> statement-breakpoint
GRANT SELECT ON erasure_requests, erasure_decisions TO qingfeng_reader;
