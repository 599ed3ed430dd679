CREATE TABLE "credit_periods" (
	"period" text NOT NULL,
	"rule_pack_version" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"rolled_at" timestamp with time zone NOT NULL,
	CONSTRAINT "credit_periods_period_rule_pack_version_pk" PRIMARY KEY("period","rule_pack_version")
);
--> statement-breakpoint
ALTER TABLE "credit_files" ADD COLUMN "exempt" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "credit_files" ADD COLUMN "stale_on" date;--> statement-breakpoint
CREATE INDEX "ledger_entries_recorded" ON "ledger_entries" USING btree ("recorded_at");--> statement-breakpoint
-- Quarters that have files already: late facts reach them too.
INSERT INTO credit_periods (period, rule_pack_version, starts_at, ends_at, rolled_at)
SELECT period, rule_pack_version, start AT TIME ZONE 'Asia/Shanghai', (start + interval '3 months') AT TIME ZONE 'Asia/Shanghai', computed_at
FROM (SELECT period, rule_pack_version, make_timestamp(left(period, 4)::int, right(period, 1)::int * 3 - 2, 1, 0, 0, 0) AS start,
    max(computed_at) AS computed_at
  FROM credit_files WHERE period ~ '^\d{4}-Q[1-4]$' GROUP BY period, rule_pack_version) f;
