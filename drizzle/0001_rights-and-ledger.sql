-- The running bot is not the owner of its tables. The role is made once a cluster; a login password is given by
-- `cli db url` or by whoever runs the server.
DO $$ BEGIN
  CREATE ROLE qingfeng_app NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO qingfeng_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO qingfeng_app;
--> statement-breakpoint
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO qingfeng_app;
--> statement-breakpoint
REVOKE UPDATE, DELETE ON ledger_entries, access_log, objections, question_versions, rule_packs FROM qingfeng_app;
--> statement-breakpoint
REVOKE INSERT, UPDATE, DELETE ON ledger_heads FROM qingfeng_app;
--> statement-breakpoint
GRANT USAGE ON SCHEMA drizzle TO qingfeng_app;
--> statement-breakpoint
GRANT SELECT ON ALL TABLES IN SCHEMA drizzle TO qingfeng_app;
--> statement-breakpoint

-- The closure of the unit tree. A unit never moves: a merger is a new unit, so old scopes stay explainable.
CREATE FUNCTION unit_closure_add() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  INSERT INTO unit_closure (ancestor_id, descendant_id, depth)
  SELECT ancestor_id, NEW.id, depth + 1 FROM unit_closure WHERE descendant_id = NEW.parent_id
  UNION ALL SELECT NEW.id, NEW.id, 0;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER unit_closure_add AFTER INSERT ON organisation_units FOR EACH ROW EXECUTE FUNCTION unit_closure_add();
--> statement-breakpoint
CREATE FUNCTION unit_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an organisation unit does not move: make a new one' USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER unit_stays BEFORE UPDATE OF parent_id ON organisation_units FOR EACH ROW
  WHEN (OLD.parent_id IS DISTINCT FROM NEW.parent_id) EXECUTE FUNCTION unit_stays();
--> statement-breakpoint
ALTER TABLE organisation_units ADD CONSTRAINT organisation_units_parent FOREIGN KEY (parent_id) REFERENCES organisation_units (id);
--> statement-breakpoint

-- The canonical text of an entry: one field a line in this order, times in UTC to the microsecond, '-' for nobody,
-- the data as jsonb prints itself (keys by length and then bytes, one space after ':' and ','). None of the fields
-- before the data can hold a line break except by forging the row, which the next line's hash would show.
CREATE FUNCTION ledger_canonical(e ledger_entries) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT concat_ws(E'\n', 'qingfeng-ledger-1', e.id, e.person_id, e.seq, e.kind, e.nature,
    to_char(e.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    to_char(e.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    e.source_kind, e.source_id, e.rule_pack_version, coalesce(e.recorded_by::text, '-'), coalesce(e.confirmed_by::text, '-'),
    e.data::text)
$$;
--> statement-breakpoint
-- hash = SHA-256, in hex, of the previous hash (empty for the first entry), a line break, and the canonical text.
CREATE FUNCTION ledger_hash(prev text, e ledger_entries) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(convert_to(prev || E'\n' || ledger_canonical(e), 'UTF8')), 'hex')
$$;
--> statement-breakpoint
-- Locks the person's head, drops an entry whose source is in the file already (so that a roll-up may run twice),
-- and links the rest. Bulk inserts order by person, so that two of them cannot block each other.
CREATE FUNCTION ledger_chain() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE head ledger_heads;
BEGIN
  INSERT INTO ledger_heads (person_id, seq, hash) VALUES (NEW.person_id, 0, '') ON CONFLICT (person_id) DO NOTHING;
  SELECT * INTO head FROM ledger_heads WHERE person_id = NEW.person_id FOR UPDATE;
  IF EXISTS (SELECT 1 FROM ledger_entries WHERE kind = NEW.kind AND source_id = NEW.source_id AND person_id = NEW.person_id) THEN
    RETURN NULL;
  END IF;
  NEW.seq := head.seq + 1;
  NEW.prev_hash := head.hash;
  NEW.hash := ledger_hash(head.hash, NEW);
  UPDATE ledger_heads SET seq = NEW.seq, hash = NEW.hash WHERE person_id = NEW.person_id;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER ledger_chain BEFORE INSERT ON ledger_entries FOR EACH ROW EXECUTE FUNCTION ledger_chain();
--> statement-breakpoint
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: a correction is a new entry', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER ledger_entries_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER access_log_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON access_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint

-- New outbox rows wake the relay at once; it also looks by itself every few seconds.
CREATE FUNCTION deliveries_wake() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('deliveries', '');
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER deliveries_wake AFTER INSERT ON deliveries FOR EACH STATEMENT EXECUTE FUNCTION deliveries_wake();
