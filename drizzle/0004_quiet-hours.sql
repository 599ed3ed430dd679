-- When the quiet hours that hold `at` end; null outside them. Local times of day in Asia/Shanghai, such as 21:00 to
-- 07:30; over midnight when the first is the later one, and none at all when they are equal.
CREATE FUNCTION quiet_end(at timestamptz, quiet_from text, quiet_to text) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN quiet_from::time < quiet_to::time AND t::time >= quiet_from::time AND t::time < quiet_to::time
      THEN (t::date + quiet_to::time) AT TIME ZONE 'Asia/Shanghai'
    WHEN quiet_from::time > quiet_to::time AND t::time >= quiet_from::time
      THEN (t::date + 1 + quiet_to::time) AT TIME ZONE 'Asia/Shanghai'
    WHEN quiet_from::time > quiet_to::time AND t::time < quiet_to::time
      THEN (t::date + quiet_to::time) AT TIME ZONE 'Asia/Shanghai'
  END FROM (SELECT at AT TIME ZONE 'Asia/Shanghai' AS t) l
$$;
--> statement-breakpoint
-- What a notice said is kept as it was said.
REVOKE UPDATE, DELETE ON notice_versions, notice_messages, notice_check_answers, notice_templates FROM qingfeng_app;
--> statement-breakpoint
-- A template is never rewritten, but it may be taken out of use.
GRANT UPDATE (retired_at) ON notice_templates TO qingfeng_app;
