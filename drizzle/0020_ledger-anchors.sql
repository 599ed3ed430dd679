CREATE TABLE "ledger_anchor_heads" (
	"number" integer NOT NULL,
	"person_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "ledger_anchor_heads_number_person_id_pk" PRIMARY KEY("number","person_id")
);
--> statement-breakpoint
CREATE TABLE "ledger_anchors" (
	"number" integer PRIMARY KEY NOT NULL,
	"day" date NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"chains" integer NOT NULL,
	"entries" integer NOT NULL,
	"before" text NOT NULL,
	"digest" text NOT NULL,
	"key_id" text NOT NULL,
	"signature" text NOT NULL,
	CONSTRAINT "ledger_anchors_day_unique" UNIQUE("day")
);
--> statement-breakpoint
CREATE TABLE "ledger_checks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"done_at" timestamp with time zone,
	"result" jsonb,
	CONSTRAINT "ledger_checks_done" CHECK (("ledger_checks"."done_at" is null) = ("ledger_checks"."result" is null))
);
--> statement-breakpoint
ALTER TABLE "ledger_anchor_heads" ADD CONSTRAINT "ledger_anchor_heads_number_ledger_anchors_number_fk" FOREIGN KEY ("number") REFERENCES "public"."ledger_anchors"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_checks" ADD CONSTRAINT "ledger_checks_asked_by_people_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ledger_anchor_heads_person" ON "ledger_anchor_heads" USING btree ("person_id","seq");--> statement-breakpoint
CREATE INDEX "ledger_checks_open" ON "ledger_checks" USING btree ("asked_at") WHERE done_at is null;--> statement-breakpoint
-- What was signed stays: a change shows against the signature, and the running bot cannot even make one.
REVOKE UPDATE, DELETE ON ledger_anchors, ledger_anchor_heads FROM qingfeng_app;
--> statement-breakpoint
REVOKE DELETE ON ledger_checks FROM qingfeng_app;
--> statement-breakpoint
CREATE TRIGGER ledger_anchors_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_anchors FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER ledger_anchor_heads_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_anchor_heads FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
