import form from '../../content/assessments/annual-2026.json' with { type: 'json' };
import { typedTime } from '../../src/messages/times.ts';
import { words } from '../loop/words.ts';
import type { BotStage } from '../support/bot.ts';
import type { BotPerson, Reply } from '../support/bot-person.ts';

const w = words.zh;
const DAY = 86_400_000;

export type WizardStep = {
  /** Brings the wizard to this step from the one before. */
  go: (person: BotPerson) => Promise<Reply>;
  /** What is on the screen then. */
  shows: string;
  /** What the step cannot use, and what is said about it. A step for buttons takes no text at all. */
  wrong: [text: string, says: string][];
  /** What is said about a sticker or voice at a step that does take photos and documents. */
  noFiles?: string;
};

export type Wizard = {
  flow: keyof typeof w.people.flows;
  /** Somebody who can begin it. */
  account: () => Promise<number>;
  steps: WizardStep[];
  finish: (person: BotPerson) => Promise<Reply>;
  finished: string;
  /** What is said when it comes again after a crash, where that differs. */
  finishedBefore?: string;
  /** The button that finishes it, where one does. */
  confirm?: string;
  /** Whether it can be begun again from the word that it expired. */
  again?: false;
  /** Takes away what an unfinished run left behind. */
  forget?: () => Promise<unknown>;
  /** How often it has been finished. */
  count: () => Promise<number>;
};

export const firstLine = (html: string): string => html.split('\n')[0] ?? '';
const BUTTONS_ONLY: WizardStep['wrong'] = [['something else', w.people.useButtons]];

/** The wizards of the bot, each with its steps as a person goes through them. */
export function wizardsOf({
  inspector,
  clock,
  pack,
}: Pick<BotStage, 'inspector' | 'clock' | 'pack'>): Wizard[] {
  const { sql } = inspector;
  let taken = 0;
  /** After those of the sample county and later every time, so that no two interviews clash. */
  const nextTime = () => typedTime(new Date(clock.now().getTime() + 30 * DAY + (taken += 1) * 3_600_000));
  const kind = pack.interviewKinds.find(({ id }) => id === 'routine')?.name.zh ?? '';
  const fresh = new Set<number>();
  const one = async (rows: PromiseLike<readonly { account: number }[]>): Promise<number> => {
    const found = (await rows).find(({ account }) => !fresh.has(account));
    if (!found) throw new Error('nobody is left for this wizard');
    fresh.add(found.account);
    return found.account;
  };

  const broadcast: Wizard = {
    flow: 'broadcast',
    account: () => Promise.resolve(5_000_005),
    steps: [
      {
        go: (person) => person.send('/broadcast'),
        shows: firstLine(w.broadcast.textAsk),
        wrong: [
          ['x'.repeat(3001), w.broadcast.problems.tooLong(3001, 3000)],
          ['Call 13800138000', w.broadcast.problems.phone],
        ],
        noFiles: w.broadcast.problems.notText,
      },
      {
        go: (person) => person.send('Clean-up at nine'),
        shows: firstLine(w.broadcast.unitAsk),
        wrong: BUTTONS_ONLY,
      },
      {
        async go(person) {
          await person.press('青石第一村');
          return person.press(w.common.next);
        },
        shows: w.broadcast.previewTitle,
        wrong: BUTTONS_ONLY,
      },
    ],
    confirm: w.common.confirmSend,
    finish: (person) => person.press(w.common.confirmSend),
    finished: w.broadcast.sentTitle,
    finishedBefore: w.broadcast.sentBefore,
    count: () => inspector.count('notices'),
  };

  const interview: Wizard = {
    flow: 'interview',
    account: () => Promise.resolve(5_000_007),
    steps: [
      {
        async go(person) {
          await person.send('/interview');
          return person.press(w.interviews.arrange);
        },
        shows: firstLine(w.interviews.whoAsk),
        wrong: [['nobody of that name', w.people.searchNone('nobody of that name')]],
      },
      {
        async go(person) {
          await person.send('QS-018');
          return person.press('1');
        },
        shows: firstLine(w.interviews.kindAsk('')),
        wrong: BUTTONS_ONLY,
      },
      {
        go: (person) => person.press(kind),
        shows: firstLine(w.interviews.timeAsk),
        wrong: [
          ['next week or so', w.interviews.timeProblem('next week or so')],
          ['2-30 9:00', w.interviews.timeProblem('2-30 9:00')],
          ['2020-01-01 9:00', w.interviews.timePast],
        ],
      },
      {
        go: (person) => person.send(nextTime()),
        shows: firstLine(w.interviews.placeAsk),
        wrong: [['x'.repeat(61), w.interviews.placeProblem]],
      },
      { go: (person) => person.send('Room 203'), shows: w.interviews.previewTitle, wrong: BUTTONS_ONLY },
    ],
    confirm: w.common.confirmSend,
    finish: (person) => person.press(w.common.confirmSend),
    finished: firstLine(w.interviews.arranged('', '')),
    finishedBefore: w.interviews.arrangedBefore,
    count: () => inspector.count('interviews'),
  };

  const questions = form.questions.map((question, i): WizardStep => {
    const before = form.questions[i - 1];
    return {
      go: (person) => (before ? answer(person, before) : begin(person)),
      shows: w.assessments.question(i + 1, form.questions.length),
      wrong:
        question.type === 'text'
          ? [['x'.repeat(501), w.assessments.problem['too-long'] ?? '']]
          : [['Z', w.assessments.problem['not-an-option'] ?? '']],
    };
  });
  const begin = async (person: BotPerson) => {
    await person.send('/assess');
    return person.press((await person.buttons())[0] ?? '');
  };
  const answer = (person: BotPerson, question: { type: string }) =>
    question.type === 'text'
      ? person.send('Flood watch')
      : person.press(question.type === 'choice' ? 'A' : w.assessments.no);
  const last = form.questions.at(-1);
  const assessment: Wizard = {
    flow: 'assessment',
    account: () =>
      one(sql`
        select a.telegram_id::float8 as account from telegram_accounts a join people p on p.id = a.person_id
        where a.revoked_at is null and a.unreachable_at is null and p.language = 'zh'
          and exists (select 1 from posts o where o.person_id = p.id and o.ends_on is null and 'cadre' = any(o.roles))
          and not exists (select 1 from assessment_submissions s where s.person_id = p.id) order by p.staff_no`),
    steps: [
      ...questions,
      {
        go: (person) => answer(person, last ?? { type: 'text' }),
        shows: w.assessments.reviewTitle,
        wrong: BUTTONS_ONLY,
      },
    ],
    confirm: w.common.submit,
    forget: async () => {
      await sql`delete from assessment_reopenings`;
      await sql`delete from assessment_submissions where state = 'draft'`;
    },
    finish: (person) => person.press(w.common.submit),
    finished: firstLine(w.assessments.submitted('')),
    count: async () => {
      const [row] =
        await sql`select count(*)::int as n from assessment_submissions where state = 'submitted'`;
      return Number(row?.['n']);
    },
  };

  const objection: Wizard = {
    flow: 'objection',
    account: () => Promise.resolve(5_000_005),
    steps: [
      {
        async go(person) {
          await person.send('/myfile');
          await person.press(
            pack.fileSections.find(({ id }) => id === 'discipline-knowledge')?.name.zh ?? '',
          );
          await person.press(w.credit.object);
          return person.press('1');
        },
        shows: w.credit.objectAsk,
        wrong: [['x'.repeat(501), w.objections.problem]],
      },
    ],
    finish: (person) => person.send('I was in hospital that week'),
    finished: w.credit.objected,
    count: () => inspector.count('objections'),
  };

  const file: Wizard = {
    flow: 'file',
    account: () => Promise.resolve(5_000_007),
    steps: [
      {
        go: (person) => person.send('/file'),
        shows: w.credit.fileAsk,
        wrong: [['nobody of that name', w.credit.notFound]],
      },
    ],
    async finish(person) {
      await person.send('QS-018');
      return person.press(w.credit.purposes['routine-check'] ?? '');
    },
    finished: '林例平（QS-018）',
    count: async () => {
      const [row] = await sql`select count(*)::int as n from access_log where action = 'file.read'`;
      return Number(row?.['n']);
    },
  };

  const reply: Wizard = {
    flow: 'interview-answer',
    again: false,
    account: () => Promise.resolve(5_000_018),
    steps: [
      {
        async go(person) {
          const [row] = await sql<{ id: string }[]>`
            insert into interviews (id, kind, rule_pack_version, person_id, ordered_by, starts_at, minutes, place, state, created_at)
            select uuidv7(), 'routine', ${pack.version}, s.id, o.id, ${new Date(clock.now().getTime() + 9 * DAY)}, 30, 'x', 'announced', ${clock.now()}
            from telegram_accounts a join people s on s.id = a.person_id, people o
            where a.telegram_id = ${person.id} and a.revoked_at is null and o.staff_no = 'QS-007' returning id`;
          return person.pressData(`interview.answer:${row?.id ?? ''}:move-asked`);
        },
        shows: w.interviews.reasonAsk['move-asked'] ?? '',
        wrong: [['x'.repeat(201), w.interviews.reasonProblem]],
      },
    ],
    finish: (person) => person.send('In the county on that day'),
    finished: w.interviews.answerStored,
    count: async () => {
      const [row] = await sql`select count(*)::int as n from interviews where state = 'move-asked'`;
      return Number(row?.['n']);
    },
  };
  return [broadcast, interview, assessment, objection, file, reply];
}
