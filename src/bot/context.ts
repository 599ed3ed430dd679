import type { Context } from 'telegraf';
import type { Db } from '../domain/db.ts';
import type { AssessmentForm } from '../domain/assessments/form.ts';
import type { Actor } from '../domain/people/rules.ts';
import type { RulePack } from '../domain/rules/rule-pack.ts';
import type { Sender } from '../domain/updates/take-updates.ts';
import type { StudyPlan } from '../domain/study/plans.ts';
import type { Log } from '../logger.ts';
import type { Language } from '../messages/view.ts';

/** What every handler is given. `clock` is asked once per update; handlers use `ctx.now`. */
export type Services = {
  db: Db;
  pack: RulePack;
  plans: readonly StudyPlan[];
  forms: readonly AssessmentForm[];
  clock: () => Date;
  log: Log;
};

export interface BotContext extends Context {
  services: Services;
  now: Date;
  /** When this update was stored: by it a press is in time or late, however long it had to wait for its turn. */
  receivedAt: Date;
  /** Who it is from, where that was looked up when it was stored. */
  sender: Sender | undefined;
  /** Set for every handler behind the doorman; nobody unbound gets that far. */
  actor: Actor;
  language: Language;
  /** A callback query may be answered once. */
  answered: boolean;
  /** The press is a word that somebody typed: what it shows is a new message. */
  typed?: boolean;
  /** Said before whatever is shown next, e.g. why a step is shown again. */
  preface?: string | undefined;
  /** The wizard whose step is asked for by what is shown. */
  asking?: string | undefined;
  /** The wizard that was in progress, with the messages that ask for its step. */
  asked?: { flow: string; promptIds: readonly number[] } | undefined;
  /** The newest message of this update, and whether it has buttons. */
  shown?: { id: number; live: boolean } | undefined;
  /** The wizard that ends once everything is said. */
  ending?: string | undefined;
}
