CREATE TABLE "sanction_checks" (
	"record_id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"recorded_by" uuid NOT NULL,
	"verdict" text NOT NULL,
	"reason" text,
	"checked_by" uuid NOT NULL,
	"checked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sanction_checks_verdict" CHECK ("sanction_checks"."verdict" in ('confirmed', 'refused')),
	CONSTRAINT "sanction_checks_reason" CHECK (("sanction_checks"."verdict" = 'refused') = ("sanction_checks"."reason" is not null) and "sanction_checks"."reason" in ('person', 'kind', 'document', 'day')),
	CONSTRAINT "sanction_checks_other" CHECK ("sanction_checks"."checked_by" <> "sanction_checks"."person_id" and "sanction_checks"."checked_by" <> "sanction_checks"."recorded_by")
);
--> statement-breakpoint
ALTER TABLE "sanction_checks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sanction_records" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"kind_name" jsonb NOT NULL,
	"organ" text NOT NULL,
	"document_no" text NOT NULL,
	"decided_on" date NOT NULL,
	"effective_until" date NOT NULL,
	"recorded_by" uuid NOT NULL,
	"rule_pack_version" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sanction_records_parties" UNIQUE("id","person_id","recorded_by"),
	CONSTRAINT "sanction_records_organ" CHECK (char_length("sanction_records"."organ") between 2 and 40),
	CONSTRAINT "sanction_records_document_no" CHECK (char_length("sanction_records"."document_no") between 4 and 40),
	CONSTRAINT "sanction_records_days" CHECK ("sanction_records"."effective_until" > "sanction_records"."decided_on"),
	CONSTRAINT "sanction_records_other" CHECK ("sanction_records"."recorded_by" <> "sanction_records"."person_id")
);
--> statement-breakpoint
ALTER TABLE "sanction_records" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "shown_files" ADD COLUMN "what" text DEFAULT 'words' NOT NULL;--> statement-breakpoint
ALTER TABLE "sanction_checks" ADD CONSTRAINT "sanction_checks_checked_by_people_id_fk" FOREIGN KEY ("checked_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sanction_checks" ADD CONSTRAINT "sanction_checks_record" FOREIGN KEY ("record_id","person_id","recorded_by") REFERENCES "public"."sanction_records"("id","person_id","recorded_by") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sanction_records" ADD CONSTRAINT "sanction_records_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sanction_records" ADD CONSTRAINT "sanction_records_recorded_by_people_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sanction_records_person" ON "sanction_records" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "sanction_records_until" ON "sanction_records" USING btree ("effective_until");--> statement-breakpoint
ALTER TABLE "shown_files" ADD CONSTRAINT "shown_files_what" CHECK ("shown_files"."what" in ('words', 'card'));--> statement-breakpoint
CREATE POLICY "app" ON "sanction_checks" AS PERMISSIVE FOR ALL TO "qingfeng_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "reader" ON "sanction_checks" AS PERMISSIVE FOR SELECT TO "qingfeng_reader" USING (sanction_checks.recorded_by = (select reader_id())
  or sanction_checks.person_id <> (select reader_id()) and exists (select 1 from posts held where held.person_id = sanction_checks.person_id and held.starts_on <= (select reader_day())
    and (held.ends_on is null or held.ends_on > (select reader_day())) and held.unit_id = any ((select reader_units('file.approve'))::uuid[]))
  or sanction_checks.person_id = (select reader_id()) and verdict = 'confirmed');--> statement-breakpoint
CREATE POLICY "app" ON "sanction_records" AS PERMISSIVE FOR ALL TO "qingfeng_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "reader" ON "sanction_records" AS PERMISSIVE FOR SELECT TO "qingfeng_reader" USING (sanction_records.recorded_by = (select reader_id())
  or sanction_records.person_id <> (select reader_id()) and exists (select 1 from posts held where held.person_id = sanction_records.person_id and held.starts_on <= (select reader_day())
    and (held.ends_on is null or held.ends_on > (select reader_day())) and held.unit_id = any ((select reader_units('file.approve'))::uuid[]))
  or sanction_records.person_id = (select reader_id()) and exists (select 1 from sanction_checks given
    where given.record_id = sanction_records.id and given.verdict = 'confirmed'));--> statement-breakpoint
GRANT SELECT ON sanction_records, sanction_checks TO qingfeng_reader;--> statement-breakpoint
-- Append-only: what was copied from a decision, and what a second person found, stay as they were.
REVOKE UPDATE, DELETE ON sanction_records, sanction_checks FROM qingfeng_app;
