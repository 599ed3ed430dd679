-- What a door reads of people is read as this role, which may do nothing else; src/db/schema/reader-policies.ts says why and how.
-- Roles are the whole server's, so another database may have made it.
DO $$ BEGIN
  CREATE ROLE qingfeng_reader NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
--> statement-breakpoint
-- Taken on purpose for a transaction; its rights are nobody's by the way.
DO $$ BEGIN
  IF NOT pg_has_role('qingfeng_app', 'qingfeng_reader', 'SET') THEN
    GRANT qingfeng_reader TO qingfeng_app WITH INHERIT FALSE, SET TRUE;
  END IF;
END $$;
--> statement-breakpoint
CREATE FUNCTION reader_id() RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT nullif(current_setting('qingfeng.reader', true), '')::uuid
$$;
--> statement-breakpoint
CREATE FUNCTION reader_now() RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT nullif(current_setting('qingfeng.reader_now', true), '')::timestamptz
$$;
--> statement-breakpoint
CREATE FUNCTION reader_day() RETURNS date LANGUAGE sql STABLE AS $$
  SELECT (reader_now() AT TIME ZONE 'Asia/Shanghai')::date
$$;
--> statement-breakpoint
-- The roles that carry an action, as src/domain/people/rules.ts has them (a test says so). 'look' is any action with a scope; what is
-- not named here is nobody's.
CREATE FUNCTION reader_roles(action text) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN action IN ('file.read', 'file.approve', 'objections.answer', 'rectifications.open', 'recognitions.approve')
      THEN '{township-secretary,supervisor}'::text[]
    WHEN action IN ('interviews.arrange', 'duties.overview') THEN '{branch-secretary,township-secretary,supervisor}'
    WHEN action = 'hours.overview' THEN '{branch-secretary,township-secretary,supervisor,admin}'
    WHEN action = 'leave.decide' THEN '{branch-secretary,township-secretary,admin}'
    WHEN action = 'people.manage' THEN '{admin}'
    WHEN action = 'look' THEN '{branch-secretary,township-secretary,supervisor,admin}'
    ELSE '{}' END
$$;
--> statement-breakpoint
CREATE FUNCTION reader_units(action text) RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(DISTINCT c.descendant_id), '{}') FROM posts o JOIN unit_closure c ON c.ancestor_id = o.unit_id
  WHERE o.person_id = reader_id() AND o.starts_on <= reader_day() AND (o.ends_on IS NULL OR o.ends_on > reader_day())
    AND o.roles && reader_roles(action)
$$;
--> statement-breakpoint
-- Where those stand who act on the reader and on whom they look after: the units of their posts and all above, and what they look after.
CREATE FUNCTION reader_offices() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(DISTINCT c.ancestor_id), '{}') || reader_units('look') FROM posts o JOIN unit_closure c ON c.descendant_id = o.unit_id
  WHERE o.person_id = reader_id() AND o.starts_on <= reader_day() AND (o.ends_on IS NULL OR o.ends_on > reader_day())
$$;
--> statement-breakpoint
-- Whom the reader knows by name wherever they are: relatives (and, for an administrator, those of their people), who acts on the reader,
-- and, while the reader looks after anybody, on whom they have acted.
CREATE FUNCTION reader_known() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH managed AS (SELECT o.person_id FROM posts o WHERE o.unit_id = any ((SELECT reader_units('people.manage'))::uuid[])
      AND o.starts_on <= reader_day() AND (o.ends_on IS NULL OR o.ends_on > reader_day())),
  looks AS (SELECT cardinality(reader_units('look')) > 0 AS so),
  known AS (
    SELECT unnest(ARRAY[person_id, relative_id, declared_by]) AS id FROM relations
      WHERE reader_id() IN (person_id, relative_id, declared_by) OR person_id IN (SELECT person_id FROM managed) OR relative_id IN (SELECT person_id FROM managed)
    UNION SELECT unnest(ARRAY[ordered_by, decided_by]) FROM interviews WHERE person_id = reader_id() AND state NOT IN ('proposed', 'refused', 'expired', 'withdrawn')
    UNION SELECT unnest(ARRAY[opened_by, reviewer_id]) FROM rectification_items WHERE person_id = reader_id()
    UNION SELECT e.by FROM rectification_items i JOIN rectification_events e ON e.item_id = i.id WHERE i.person_id = reader_id()
    UNION SELECT person_id FROM interviews WHERE ordered_by = reader_id() AND (SELECT so FROM looks)
    UNION SELECT unnest(ARRAY[person_id, opened_by, reviewer_id]) FROM rectification_items WHERE reader_id() IN (opened_by, reviewer_id) AND (SELECT so FROM looks)
    UNION SELECT subject_id FROM file_access_requests WHERE requester_id = reader_id() AND (SELECT so FROM looks)
    UNION SELECT unnest(ARRAY[requester_id, decided_by]) FROM file_access_requests WHERE subject_id = reader_id() AND tell_at <= reader_now()
    UNION SELECT person_id FROM recognition_proposals WHERE proposed_by = reader_id() AND (SELECT so FROM looks))
  SELECT coalesce(array_agg(id), '{}') FROM known WHERE id IS NOT NULL
$$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION reader_units(text), reader_offices(), reader_known() FROM public;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION reader_units(text), reader_offices(), reader_known() TO qingfeng_reader;
--> statement-breakpoint
CREATE SCHEMA as_reader;
--> statement-breakpoint
CREATE VIEW as_reader.people WITH (security_barrier) AS
  SELECT p.id, p.staff_no, p.name, p.pinyin, p.initials FROM public.people p
  WHERE p.id = (SELECT reader_id()) OR p.id = any ((SELECT reader_known())::uuid[])
    OR EXISTS (SELECT 1 FROM public.posts held WHERE held.person_id = p.id AND held.starts_on <= (SELECT reader_day())
      AND (held.ends_on IS NULL OR held.ends_on > (SELECT reader_day())) AND held.unit_id = any ((SELECT reader_units('look'))::uuid[]))
    OR EXISTS (SELECT 1 FROM public.posts held WHERE held.person_id = p.id AND held.roles && '{branch-secretary,township-secretary,supervisor,admin}'
      AND held.unit_id = any ((SELECT reader_offices())::uuid[]));
--> statement-breakpoint
CREATE VIEW as_reader.posts WITH (security_barrier) AS
  SELECT o.id, o.person_id, o.unit_id, o.title, o.title_en, o.roles, o.starts_on, o.ends_on FROM public.posts o
  WHERE o.person_id = (SELECT reader_id()) OR o.unit_id = any ((SELECT reader_units('look'))::uuid[])
    OR o.roles && '{branch-secretary,township-secretary,supervisor,admin}' AND o.unit_id = any ((SELECT reader_offices())::uuid[]);
--> statement-breakpoint
CREATE VIEW as_reader.exemptions WITH (security_barrier) AS
  SELECT e.id, e.person_id, e.reason, e.starts_on, e.ends_on FROM public.exemptions e
  WHERE e.person_id = (SELECT reader_id()) OR EXISTS (SELECT 1 FROM public.posts held WHERE held.person_id = e.person_id
    AND held.starts_on <= (SELECT reader_day()) AND (held.ends_on IS NULL OR held.ends_on > (SELECT reader_day()))
    AND held.unit_id = any ((SELECT reader_units('look'))::uuid[]));
--> statement-breakpoint
CREATE VIEW as_reader.telegram_accounts WITH (security_barrier) AS
  SELECT a.id, a.person_id, a.revoked_at, a.unreachable_at FROM public.telegram_accounts a
  WHERE a.person_id = (SELECT reader_id()) OR EXISTS (SELECT 1 FROM public.posts held WHERE held.person_id = a.person_id
    AND held.starts_on <= (SELECT reader_day()) AND (held.ends_on IS NULL OR held.ends_on > (SELECT reader_day()))
    AND held.unit_id = any ((SELECT reader_units('look'))::uuid[]));
--> statement-breakpoint
GRANT USAGE ON SCHEMA public, as_reader TO qingfeng_reader;
--> statement-breakpoint
GRANT SELECT ON ALL TABLES IN SCHEMA as_reader TO qingfeng_reader;
--> statement-breakpoint
-- The policies themselves ask where somebody stands: who that is, nobody learns from these columns.
GRANT SELECT (person_id, unit_id, starts_on, ends_on) ON posts TO qingfeng_reader;
--> statement-breakpoint
GRANT SELECT ON organisation_units, unit_closure, rule_packs, calendar_days, calendar_years, credit_periods, assessment_cycles TO qingfeng_reader;
--> statement-breakpoint
GRANT SELECT ON assessment_submissions, access_log, credit_files, ledger_entries, ledger_heads, exemption_decisions, exemption_requests,
  duty_items, duty_marks, duty_sheets, file_access_requests, relations, shown_files, interview_proposals, interview_records, interview_rounds,
  interviews, objection_answers, objection_evidence, objections, recognition_decisions, recognition_proposals, rectification_events,
  rectification_items, person_member_kinds, study_hour_decisions, study_hours TO qingfeng_reader;
--> statement-breakpoint
ALTER TABLE "assessment_submissions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "access_log" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "credit_files" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "ledger_entries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "ledger_heads" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "exemption_decisions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "exemption_requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "duty_items" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "duty_marks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "duty_sheets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "file_access_requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "relations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "shown_files" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "interview_proposals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "interview_records" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "interview_rounds" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "interviews" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "objection_answers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "objection_evidence" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "objections" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "recognition_decisions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "recognition_proposals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "rectification_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "rectification_items" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "person_member_kinds" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "study_hour_decisions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "study_hours" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "app" ON "assessment_submissions" AS PERMISSIVE FOR ALL TO "qingfeng_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "reader" ON "assessment_submissions" AS PERMISSIVE FOR SELECT TO "qingfeng_reader" USING (assessment_submissions.person_id = (select reader_id()));--> statement-breakpoint
CREATE POLICY "app" ON "access_log" AS PERMISSIVE FOR ALL TO "qingfeng_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "reader" ON "access_log" AS PERMISSIVE FOR SELECT TO "qingfeng_reader" USING (access_log.actor_id = (select reader_id()));--> statement-breakpoint
CREATE POLICY "app" ON "credit_files" AS PERMISSIVE FOR ALL TO "qingfeng_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "reader" ON "credit_files" AS PERMISSIVE FOR SELECT TO "qingfeng_reader" USING (credit_files.person_id = (select reader_id())
  or credit_files.person_id <> (select reader_id()) and exists (select 1 from posts held where held.person_id = credit_files.person_id and held.starts_on <= (select reader_day())
    and (held.ends_on is null or held.ends_on > (select reader_day())) and held.unit_id = any ((select reader_units('file.read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "app" ON "ledger_entries" AS PERMISSIVE FOR ALL TO "qingfeng_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "reader" ON "ledger_entries" AS PERMISSIVE FOR SELECT TO "qingfeng_reader" USING (ledger_entries.person_id = (select reader_id())
  or ledger_entries.person_id <> (select reader_id()) and exists (select 1 from posts held where held.person_id = ledger_entries.person_id and held.starts_on <= (select reader_day())
    and (held.ends_on is null or held.ends_on > (select reader_day())) and held.unit_id = any ((select reader_units('file.read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "app" ON "ledger_heads" AS PERMISSIVE FOR ALL TO "qingfeng_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "reader" ON "ledger_heads" AS PERMISSIVE FOR SELECT TO "qingfeng_reader" USING (ledger_heads.person_id = (select reader_id())
  or ledger_heads.person_id <> (select reader_id()) and exists (select 1 from posts held where held.person_id = ledger_heads.person_id and held.starts_on <= (select reader_day())
    and (held.ends_on is null or held.ends_on > (select reader_day())) and held.unit_id = any ((select reader_units('file.read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "app" ON "exemption_decisions" AS PERMISSIVE FOR ALL TO "qingfeng_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "reader" ON "exemption_decisions" AS PERMISSIVE FOR SELECT TO "qingfeng_reader" USING (exemption_decisions.person_id = (select reader_id())
  or exemption_decisions.person_id <> (select reader_id()) and exists (select 1 from posts held where held.person_id = exemption_decisions.person_id and held.starts_on <= (select reader_day())
    and (held.ends_on is null or held.ends_on > (select reader_day())) and held.unit_id = any ((select reader_units('leave.decide'))::uuid[])));--> statement-breakpoint
CREATE POLICY "app" ON "exemption_requests" AS PERMISSIVE FOR ALL TO "qingfeng_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "reader" ON "exemption_requests" AS PERMISSIVE FOR SELECT TO "qingfeng_reader" USING (exemption_requests.person_id = (select reader_id())
  or exemption_requests.person_id <> (select reader_id()) and exists (select 1 from posts held where held.person_id = exemption_requests.person_id and held.starts_on <= (select reader_day())
    and (held.ends_on is null or held.ends_on > (select reader_day())) and held.unit_id = any ((select reader_units('leave.decide'))::uuid[])));--> statement-breakpoint
CREATE POLICY "app" ON "duty_items" AS PERMISSIVE FOR ALL TO "qingfeng_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "reader" ON "duty_items" AS PERMISSIVE FOR SELECT TO "qingfeng_reader" USING (exists (select 1 from duty_sheets seen where seen.id = duty_items.sheet_id));--> statement-breakpoint
CREATE POLICY "app" ON "duty_marks" AS PERMISSIVE FOR ALL TO "qingfeng_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "reader" ON "duty_marks" AS PERMISSIVE FOR SELECT TO "qingfeng_reader" USING (exists (select 1 from duty_sheets seen where seen.id = duty_marks.sheet_id));--> statement-breakpoint
CREATE POLICY "app" ON "duty_sheets" AS PERMISSIVE FOR ALL TO "qingfeng_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "reader" ON "duty_sheets" AS PERMISSIVE FOR SELECT TO "qingfeng_reader" USING (duty_sheets.person_id = (select reader_id())
  or unit_id = any ((select reader_units('duties.overview'))::uuid[]));--> statement-breakpoint
CREATE POLICY "app" ON "file_access_requests" AS PERMISSIVE FOR ALL TO "qingfeng_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "reader" ON "file_access_requests" AS PERMISSIVE FOR SELECT TO "qingfeng_reader" USING (file_access_requests.requester_id = (select reader_id()) and cardinality((select reader_units('file.read'))::uuid[]) > 0
  or file_access_requests.subject_id = (select reader_id()) and tell_at <= (select reader_now())
  or file_access_requests.subject_id <> (select reader_id()) and exists (select 1 from posts held where held.person_id = file_access_requests.subject_id and held.starts_on <= (select reader_day())
    and (held.ends_on is null or held.ends_on > (select reader_day())) and held.unit_id = any ((select reader_units('file.approve'))::uuid[])));--> statement-breakpoint
CREATE POLICY "app" ON "relations" AS PERMISSIVE FOR ALL TO "qingfeng_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "reader" ON "relations" AS PERMISSIVE FOR SELECT TO "qingfeng_reader" USING (relations.person_id = (select reader_id())
  or relations.relative_id = (select reader_id())
  or relations.declared_by = (select reader_id())
  or relations.person_id <> (select reader_id()) and exists (select 1 from posts held where held.person_id = relations.person_id and held.starts_on <= (select reader_day())
    and (held.ends_on is null or held.ends_on > (select reader_day())) and held.unit_id = any ((select reader_units('people.manage'))::uuid[]))
  or relations.relative_id <> (select reader_id()) and exists (select 1 from posts held where held.person_id = relations.relative_id and held.starts_on <= (select reader_day())
    and (held.ends_on is null or held.ends_on > (select reader_day())) and held.unit_id = any ((select reader_units('people.manage'))::uuid[])));--> statement-breakpoint
CREATE POLICY "app" ON "shown_files" AS PERMISSIVE FOR ALL TO "qingfeng_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "reader" ON "shown_files" AS PERMISSIVE FOR SELECT TO "qingfeng_reader" USING (shown_files.reader_id = (select reader_id()));--> statement-breakpoint
CREATE POLICY "app" ON "interview_proposals" AS PERMISSIVE FOR ALL TO "qingfeng_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "reader" ON "interview_proposals" AS PERMISSIVE FOR SELECT TO "qingfeng_reader" USING (interview_proposals.person_id <> (select reader_id()) and exists (select 1 from posts held where held.person_id = interview_proposals.person_id and held.starts_on <= (select reader_day())
    and (held.ends_on is null or held.ends_on > (select reader_day())) and held.unit_id = any ((select reader_units('interviews.arrange'))::uuid[])));--> statement-breakpoint
CREATE POLICY "app" ON "interview_records" AS PERMISSIVE FOR ALL TO "qingfeng_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "reader" ON "interview_records" AS PERMISSIVE FOR SELECT TO "qingfeng_reader" USING (exists (select 1 from interviews seen where seen.id = interview_records.interview_id
    and (seen.ordered_by = (select reader_id()) or seen.person_id = (select reader_id()))));--> statement-breakpoint
CREATE POLICY "app" ON "interview_rounds" AS PERMISSIVE FOR ALL TO "qingfeng_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "reader" ON "interview_rounds" AS PERMISSIVE FOR SELECT TO "qingfeng_reader" USING (exists (select 1 from interviews seen where seen.id = interview_rounds.interview_id));--> statement-breakpoint
CREATE POLICY "app" ON "interviews" AS PERMISSIVE FOR ALL TO "qingfeng_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "reader" ON "interviews" AS PERMISSIVE FOR SELECT TO "qingfeng_reader" USING (interviews.ordered_by = (select reader_id()) and cardinality((select reader_units('interviews.arrange'))::uuid[]) > 0
  or interviews.person_id = (select reader_id()) and state not in ('proposed', 'refused', 'expired', 'withdrawn')
  or approve_by is not null and state <> 'withdrawn' and interviews.person_id <> (select reader_id()) and exists (select 1 from posts held where held.person_id = interviews.person_id and held.starts_on <= (select reader_day())
    and (held.ends_on is null or held.ends_on > (select reader_day())) and held.unit_id = any ((select reader_units('file.approve'))::uuid[])));--> statement-breakpoint
CREATE POLICY "app" ON "objection_answers" AS PERMISSIVE FOR ALL TO "qingfeng_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "reader" ON "objection_answers" AS PERMISSIVE FOR SELECT TO "qingfeng_reader" USING (objection_answers.person_id = (select reader_id())
  or objection_answers.person_id <> (select reader_id()) and exists (select 1 from posts held where held.person_id = objection_answers.person_id and held.starts_on <= (select reader_day())
    and (held.ends_on is null or held.ends_on > (select reader_day())) and held.unit_id = any ((select reader_units('objections.answer'))::uuid[])));--> statement-breakpoint
CREATE POLICY "app" ON "objection_evidence" AS PERMISSIVE FOR ALL TO "qingfeng_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "reader" ON "objection_evidence" AS PERMISSIVE FOR SELECT TO "qingfeng_reader" USING (exists (select 1 from objections seen where seen.id = objection_evidence.objection_id));--> statement-breakpoint
CREATE POLICY "app" ON "objections" AS PERMISSIVE FOR ALL TO "qingfeng_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "reader" ON "objections" AS PERMISSIVE FOR SELECT TO "qingfeng_reader" USING (objections.person_id = (select reader_id())
  or objections.person_id <> (select reader_id()) and exists (select 1 from posts held where held.person_id = objections.person_id and held.starts_on <= (select reader_day())
    and (held.ends_on is null or held.ends_on > (select reader_day())) and held.unit_id = any ((select reader_units('objections.answer'))::uuid[])));--> statement-breakpoint
CREATE POLICY "app" ON "recognition_decisions" AS PERMISSIVE FOR ALL TO "qingfeng_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "reader" ON "recognition_decisions" AS PERMISSIVE FOR SELECT TO "qingfeng_reader" USING (recognition_decisions.proposed_by = (select reader_id())
  or recognition_decisions.person_id <> (select reader_id()) and exists (select 1 from posts held where held.person_id = recognition_decisions.person_id and held.starts_on <= (select reader_day())
    and (held.ends_on is null or held.ends_on > (select reader_day())) and held.unit_id = any ((select reader_units('recognitions.approve'))::uuid[]))
  or recognition_decisions.person_id = (select reader_id()) and verdict = 'approved');--> statement-breakpoint
CREATE POLICY "app" ON "recognition_proposals" AS PERMISSIVE FOR ALL TO "qingfeng_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "reader" ON "recognition_proposals" AS PERMISSIVE FOR SELECT TO "qingfeng_reader" USING (recognition_proposals.proposed_by = (select reader_id())
  or recognition_proposals.person_id <> (select reader_id()) and exists (select 1 from posts held where held.person_id = recognition_proposals.person_id and held.starts_on <= (select reader_day())
    and (held.ends_on is null or held.ends_on > (select reader_day())) and held.unit_id = any ((select reader_units('recognitions.approve'))::uuid[]))
  or recognition_proposals.person_id = (select reader_id()) and exists (select 1 from recognition_decisions given
    where given.proposal_id = recognition_proposals.id and given.verdict = 'approved'));--> statement-breakpoint
CREATE POLICY "app" ON "rectification_events" AS PERMISSIVE FOR ALL TO "qingfeng_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "reader" ON "rectification_events" AS PERMISSIVE FOR SELECT TO "qingfeng_reader" USING (exists (select 1 from rectification_items seen where seen.id = rectification_events.item_id));--> statement-breakpoint
CREATE POLICY "app" ON "rectification_items" AS PERMISSIVE FOR ALL TO "qingfeng_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "reader" ON "rectification_items" AS PERMISSIVE FOR SELECT TO "qingfeng_reader" USING (rectification_items.person_id = (select reader_id())
  or (rectification_items.opened_by = (select reader_id()) or rectification_items.reviewer_id = (select reader_id())) and cardinality((select reader_units('rectifications.open'))::uuid[]) > 0
  or rectification_items.person_id <> (select reader_id()) and exists (select 1 from posts held where held.person_id = rectification_items.person_id and held.starts_on <= (select reader_day())
    and (held.ends_on is null or held.ends_on > (select reader_day())) and held.unit_id = any ((select reader_units('rectifications.open'))::uuid[])));--> statement-breakpoint
CREATE POLICY "app" ON "person_member_kinds" AS PERMISSIVE FOR ALL TO "qingfeng_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "reader" ON "person_member_kinds" AS PERMISSIVE FOR SELECT TO "qingfeng_reader" USING (person_member_kinds.person_id = (select reader_id())
  or person_member_kinds.person_id <> (select reader_id()) and exists (select 1 from posts held where held.person_id = person_member_kinds.person_id and held.starts_on <= (select reader_day())
    and (held.ends_on is null or held.ends_on > (select reader_day())) and held.unit_id = any ((select reader_units('hours.overview'))::uuid[])));--> statement-breakpoint
CREATE POLICY "app" ON "study_hour_decisions" AS PERMISSIVE FOR ALL TO "qingfeng_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "reader" ON "study_hour_decisions" AS PERMISSIVE FOR SELECT TO "qingfeng_reader" USING (study_hour_decisions.person_id = (select reader_id())
  or study_hour_decisions.recorded_by = (select reader_id())
  or study_hour_decisions.person_id <> (select reader_id()) and exists (select 1 from posts held where held.person_id = study_hour_decisions.person_id and held.starts_on <= (select reader_day())
    and (held.ends_on is null or held.ends_on > (select reader_day())) and held.unit_id = any ((select reader_units('hours.overview'))::uuid[])));--> statement-breakpoint
CREATE POLICY "app" ON "study_hours" AS PERMISSIVE FOR ALL TO "qingfeng_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "reader" ON "study_hours" AS PERMISSIVE FOR SELECT TO "qingfeng_reader" USING (study_hours.person_id = (select reader_id())
  or study_hours.recorded_by = (select reader_id())
  or study_hours.person_id <> (select reader_id()) and exists (select 1 from posts held where held.person_id = study_hours.person_id and held.starts_on <= (select reader_day())
    and (held.ends_on is null or held.ends_on > (select reader_day())) and held.unit_id = any ((select reader_units('hours.overview'))::uuid[])));