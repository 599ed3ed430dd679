DROP INDEX "papers_closes";--> statement-breakpoint
ALTER TABLE "papers" DROP COLUMN "preset";--> statement-breakpoint
ALTER TABLE "papers" DROP COLUMN "slot";--> statement-breakpoint
ALTER TABLE "papers" DROP COLUMN "rule_pack_version";--> statement-breakpoint
ALTER TABLE "papers" DROP COLUMN "opens_at";--> statement-breakpoint
ALTER TABLE "papers" DROP COLUMN "closes_at";