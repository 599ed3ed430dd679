CREATE TABLE "class_feedback" (
	"id" uuid PRIMARY KEY NOT NULL,
	"meeting_id" uuid NOT NULL,
	"score" smallint NOT NULL,
	"words" text,
	CONSTRAINT "class_feedback_score" CHECK ("class_feedback"."score" between 1 and 5)
);
--> statement-breakpoint
CREATE TABLE "class_feedback_givers" (
	"meeting_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	CONSTRAINT "class_feedback_givers_meeting_id_person_id_pk" PRIMARY KEY("meeting_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "class_sign_ups" (
	"meeting_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"place" integer NOT NULL,
	"state" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "class_sign_ups_meeting_id_person_id_pk" PRIMARY KEY("meeting_id","person_id"),
	CONSTRAINT "class_sign_ups_place" UNIQUE("meeting_id","place"),
	CONSTRAINT "class_sign_ups_state" CHECK ("class_sign_ups"."state" in ('seated', 'waiting', 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "code_failures" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"since" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "meeting_attendance" (
	"meeting_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"via" text NOT NULL,
	"marked_by" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "meeting_attendance_meeting_id_person_id_n_pk" PRIMARY KEY("meeting_id","person_id","n"),
	CONSTRAINT "meeting_attendance_state" CHECK ("meeting_attendance"."state" in ('present', 'excused', 'absent')),
	CONSTRAINT "meeting_attendance_via" CHECK ("meeting_attendance"."via" in ('code', 'list', 'closing', 'correction')),
	CONSTRAINT "meeting_attendance_code" CHECK ("meeting_attendance"."via" <> 'code' or "meeting_attendance"."marked_by" = "meeting_attendance"."person_id"),
	CONSTRAINT "meeting_attendance_reason" CHECK ("meeting_attendance"."reason" is not null or "meeting_attendance"."state" <> 'excused' and "meeting_attendance"."via" <> 'correction')
);
--> statement-breakpoint
CREATE TABLE "meeting_invitees" (
	"meeting_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"excuse" text,
	"answered_at" timestamp with time zone,
	CONSTRAINT "meeting_invitees_meeting_id_person_id_pk" PRIMARY KEY("meeting_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "meeting_objections" (
	"meeting_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "meeting_objections_meeting_id_person_id_n_pk" PRIMARY KEY("meeting_id","person_id","n")
);
--> statement-breakpoint
CREATE TABLE "meetings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"rule_pack_version" text NOT NULL,
	"unit_id" uuid NOT NULL,
	"held_by" uuid NOT NULL,
	"title" text NOT NULL,
	"place" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"minutes" integer NOT NULL,
	"evidence" text,
	"hours" numeric(4, 1),
	"about" text,
	"seats" integer,
	"sign_up_until" timestamp with time zone,
	"secret" text NOT NULL,
	"opened_at" timestamp with time zone,
	"moves" smallint DEFAULT 0 NOT NULL,
	"state" text NOT NULL,
	"closed_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "meetings_state" CHECK ("meetings"."state" in ('planned', 'closed', 'cancelled')),
	CONSTRAINT "meetings_closed" CHECK (("meetings"."state" = 'closed') = ("meetings"."closed_at" is not null)),
	CONSTRAINT "meetings_hours" CHECK (("meetings"."hours" is null) = ("meetings"."evidence" is null)),
	CONSTRAINT "meetings_class" CHECK (("meetings"."kind" = 'class') = ("meetings"."seats" is not null)),
	CONSTRAINT "meetings_sign_up" CHECK (("meetings"."seats" is null) = ("meetings"."sign_up_until" is null)),
	CONSTRAINT "meetings_lengths" CHECK ("meetings"."minutes" > 0 and ("meetings"."seats" is null or "meetings"."seats" > 0))
);
--> statement-breakpoint
ALTER TABLE "study_hours" DROP CONSTRAINT "study_hours_halves";--> statement-breakpoint
ALTER TABLE "class_feedback" ADD CONSTRAINT "class_feedback_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "class_feedback_givers" ADD CONSTRAINT "class_feedback_givers_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "class_feedback_givers" ADD CONSTRAINT "class_feedback_givers_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "class_sign_ups" ADD CONSTRAINT "class_sign_ups_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "class_sign_ups" ADD CONSTRAINT "class_sign_ups_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "code_failures" ADD CONSTRAINT "code_failures_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_attendance" ADD CONSTRAINT "meeting_attendance_marked_by_people_id_fk" FOREIGN KEY ("marked_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_attendance" ADD CONSTRAINT "meeting_attendance_invitee" FOREIGN KEY ("meeting_id","person_id") REFERENCES "public"."meeting_invitees"("meeting_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_invitees" ADD CONSTRAINT "meeting_invitees_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_invitees" ADD CONSTRAINT "meeting_invitees_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_objections" ADD CONSTRAINT "meeting_objections_row" FOREIGN KEY ("meeting_id","person_id","n") REFERENCES "public"."meeting_attendance"("meeting_id","person_id","n") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_unit_id_organisation_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."organisation_units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_held_by_people_id_fk" FOREIGN KEY ("held_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "meeting_attendance_person" ON "meeting_attendance" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "meeting_invitees_person" ON "meeting_invitees" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "meetings_unit" ON "meetings" USING btree ("unit_id","starts_at");--> statement-breakpoint
CREATE INDEX "meetings_coming" ON "meetings" USING btree ("starts_at") WHERE "meetings"."state" = 'planned';--> statement-breakpoint
ALTER TABLE "study_hours" ADD CONSTRAINT "study_hours_none" CHECK ("study_hours"."hours" > 0 or "study_hours"."replaces" is not null);--> statement-breakpoint
ALTER TABLE "study_hours" ADD CONSTRAINT "study_hours_halves" CHECK ("study_hours"."hours" >= 0 and "study_hours"."hours" * 2 = trunc("study_hours"."hours" * 2));--> statement-breakpoint
-- Append-only: a correction of attendance is a new row, an objection stays, and nobody changes what was answered.
REVOKE UPDATE, DELETE ON meeting_attendance, meeting_objections, class_feedback, class_feedback_givers FROM qingfeng_app;
