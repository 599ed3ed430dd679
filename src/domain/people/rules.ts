import type { Role } from '../rules/role.ts';

/** What can be done. A permission is asked for an action, never for a role's name. */
export type Action =
  | 'quiz.take'
  | 'exams.call'
  | 'study.cards'
  | 'review.own'
  | 'learning.overview'
  | 'learning.alike'
  | 'hours.own'
  | 'data.own'
  | 'hours.confirm'
  | 'hours.overview'
  | 'plans.assign'
  | 'warmup.ask'
  | 'leave.ask'
  | 'leave.decide'
  | 'meetings.attend'
  | 'meetings.hold'
  | 'notices.read'
  | 'assessment.submit'
  | 'assessments.order'
  | 'reviews.vote'
  | 'reviews.conclude'
  | 'opinions.read'
  | 'file.read-own'
  | 'notices.send'
  | 'notices.approve'
  | 'file.read'
  | 'file.approve'
  | 'objections.answer'
  | 'relatives.declare'
  | 'interviews.arrange'
  | 'rectifications.own'
  | 'duties.own'
  | 'duties.overview'
  | 'recognitions.propose'
  | 'recognitions.approve'
  | 'sanctions.record'
  | 'sanctions.check'
  | 'rectifications.open'
  | 'forms.choose'
  | 'alerts.decide'
  | 'drift.read'
  | 'people.manage'
  | 'bank.edit'
  | 'bank.approve'
  | 'reports.answer'
  | 'keys.approve'
  | 'ledger.audit';

/** A duty to study hangs on membership and rank, so everybody with a post may see and record their own. */
const EVERYBODY: readonly Action[] = [
  'notices.read',
  'hours.own',
  'data.own',
  'leave.ask',
  'meetings.attend',
  'relatives.declare',
  'rectifications.own',
  'duties.own',
  'reviews.vote',
];
const LEARNER: readonly Action[] = [
  ...EVERYBODY,
  'quiz.take',
  'study.cards',
  'review.own',
  'assessment.submit',
  'file.read-own',
];

const ROLE_ACTIONS: Record<Role, readonly Action[]> = {
  cadre: LEARNER,
  'branch-secretary': [
    ...LEARNER,
    'plans.assign',
    'warmup.ask',
    'leave.decide',
    'interviews.arrange',
    'hours.confirm',
    'hours.overview',
    'duties.overview',
    'recognitions.propose',
    'meetings.hold',
    'learning.overview',
  ],
  'township-secretary': [
    ...LEARNER,
    'assessments.order',
    'reviews.conclude',
    'opinions.read',
    'plans.assign',
    'warmup.ask',
    'leave.decide',
    'notices.send',
    'notices.approve',
    'exams.call',
    'file.read',
    'file.approve',
    'objections.answer',
    'rectifications.open',
    'drift.read',
    'duties.overview',
    'recognitions.propose',
    'recognitions.approve',
    'sanctions.check',
    'interviews.arrange',
    'hours.confirm',
    'hours.overview',
    'meetings.hold',
    'learning.overview',
    'learning.alike',
  ],
  supervisor: [
    ...EVERYBODY,
    'reviews.conclude',
    'opinions.read',
    'file.read-own',
    'file.read',
    'file.approve',
    'objections.answer',
    'interviews.arrange',
    'rectifications.open',
    'forms.choose',
    'alerts.decide',
    'drift.read',
    'duties.overview',
    'recognitions.propose',
    'recognitions.approve',
    'sanctions.record',
    'sanctions.check',
    'hours.overview',
    'learning.overview',
    'learning.alike',
  ],
  editor: [...EVERYBODY, 'bank.edit', 'bank.approve', 'reports.answer', 'keys.approve'],
  auditor: [...EVERYBODY, 'ledger.audit'],
  admin: [
    ...EVERYBODY,
    'notices.approve',
    'people.manage',
    'leave.decide',
    'hours.confirm',
    'hours.overview',
    'bank.approve',
    'keys.approve',
  ],
};

/** Roles that learn: they are offered the daily paper and reminded of it. */
export const LEARNING_ROLES: readonly Role[] = ['cadre', 'branch-secretary', 'township-secretary'];

export type Post = {
  unitId: string;
  unitName: string;
  unitKind: string;
  title: string;
  titleEn: string | null;
  roles: readonly string[];
};

/** A bound person with the posts of today: whoever writes to us. */
export type Actor = {
  personId: string;
  staffNo: string;
  name: string;
  language: 'zh' | 'en';
  /** Plain text, large steps, answers by typing. */
  elder: boolean;
  telegramId: number;
  /** The bot the account is bound to; 0 before bots had names. */
  botId: number;
  posts: readonly Post[];
};

const isRole = (role: string): role is Role => Object.hasOwn(ROLE_ACTIONS, role);

/** The units whose subtrees the actor may do `action` in; empty when the actor may not do it at all. */
export function scopeOf(actor: Pick<Actor, 'posts'>, action: Action): string[] {
  return actor.posts
    .filter((post) => post.roles.some((role) => isRole(role) && ROLE_ACTIONS[role].includes(action)))
    .map((post) => post.unitId);
}

/** The units in which the actor holds a post with one of the roles that a rule names. */
export const unitsHeldAs = (actor: Pick<Actor, 'posts'>, roles: readonly Role[]): string[] =>
  actor.posts
    .filter((post) => post.roles.some((role) => (roles as readonly string[]).includes(role)))
    .map((post) => post.unitId);

/** The roles that carry an action. */
export const rolesFor = (action: Action): Role[] =>
  (Object.keys(ROLE_ACTIONS) as Role[]).filter((role) => ROLE_ACTIONS[role].includes(action));

export function mayDo(actor: Pick<Actor, 'posts'>, action: Action): boolean {
  return scopeOf(actor, action).length > 0;
}

/** Binding codes: how long they live and how many wrong ones an account may try. */
export const INVITATION_DAYS = 14;
export const BINDING_LIMIT = { most: 5, windowMs: 3_600_000, lockMs: 3_600_000 };
