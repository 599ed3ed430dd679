-- A notice's row in the outbox is its recipient too: a fan-out to 50,000 people writes each of them once.
ALTER TABLE "deliveries" DROP CONSTRAINT "deliveries_once";--> statement-breakpoint
ALTER TABLE "deliveries" DROP CONSTRAINT "deliveries_person_id_people_id_fk";
--> statement-breakpoint
DROP INDEX "deliveries_subject";--> statement-breakpoint
ALTER TABLE "deliveries" ALTER COLUMN "once_key" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "unit_id" uuid;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "exempt" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
-- Fails by the check below, and changes nothing, if a notice's row had no recipient; and here, if a recipient had no row.
DO $$ BEGIN
  IF EXISTS (SELECT FROM notice_recipients r WHERE NOT EXISTS (
    SELECT FROM deliveries d WHERE d.kind = 'notice' AND d.subject_id = r.notice_id AND d.person_id = r.person_id)) THEN
    RAISE EXCEPTION 'a recipient of a notice has no row in the outbox';
  END IF;
END $$;--> statement-breakpoint
UPDATE deliveries d SET once_key = NULL, unit_id = r.unit_id, exempt = r.exempt, version = r.version
FROM notice_recipients r WHERE d.kind = 'notice' AND d.subject_id = r.notice_id AND d.person_id = r.person_id;--> statement-breakpoint
DROP TABLE "notice_recipients";--> statement-breakpoint
CREATE UNIQUE INDEX "deliveries_once" ON "deliveries" USING btree ("once_key") WHERE "deliveries"."once_key" is not null;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_about" UNIQUE NULLS NOT DISTINCT("subject_id","person_id","once_key");--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_key" CHECK (("deliveries"."kind" = 'notice') = ("deliveries"."once_key" is null) and ("deliveries"."kind" = 'notice') = ("deliveries"."unit_id" is not null));--> statement-breakpoint
-- The frozen audience: who was meant, from which unit, and which version of the text they have.
CREATE VIEW notice_recipients WITH (security_invoker = true) AS
  SELECT subject_id AS notice_id, person_id, unit_id, exempt, version FROM deliveries WHERE kind = 'notice';--> statement-breakpoint
REVOKE INSERT, UPDATE, DELETE ON notice_recipients FROM qingfeng_app;--> statement-breakpoint
GRANT UPDATE (version) ON notice_recipients TO qingfeng_app;--> statement-breakpoint
-- A foreign key looks up, and locks, one parent a row: for 50,000 recipients they took longer than all the rest. People
-- are never deleted, so it is enough to see that they are there when a row is made; the rows of a notice come from the
-- posts of people, which have foreign keys.
REVOKE DELETE ON people, organisation_units, notices FROM qingfeng_app;--> statement-breakpoint
CREATE FUNCTION deliveries_belong() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM people WHERE id = NEW.person_id) THEN
    RAISE EXCEPTION 'a message belongs to a person who is there' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER deliveries_belong AFTER INSERT ON deliveries FOR EACH ROW WHEN (NEW.kind <> 'notice') EXECUTE FUNCTION deliveries_belong();--> statement-breakpoint
CREATE FUNCTION deliveries_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'whom a message is for and what it is about stay as they are' USING ERRCODE = 'restrict_violation';
END $$;--> statement-breakpoint
CREATE TRIGGER deliveries_stay BEFORE UPDATE OF person_id, kind, subject_id, once_key, unit_id, exempt ON deliveries FOR EACH ROW
  WHEN ((OLD.person_id, OLD.kind, OLD.subject_id, OLD.once_key, OLD.unit_id, OLD.exempt)
    IS DISTINCT FROM (NEW.person_id, NEW.kind, NEW.subject_id, NEW.once_key, NEW.unit_id, NEW.exempt))
  EXECUTE FUNCTION deliveries_stay();
