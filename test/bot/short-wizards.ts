import { handOver } from '../../src/domain/notices/hand-over.ts';
import { packCallback } from '../../src/messages/callback-data.ts';
import { words } from '../loop/words.ts';
import { BRANCH_SECRETARY, CADRE, SECRETARY, type ReceiptsStage } from './receipts-stage.ts';
import { firstLine, type Wizard } from './wizards.ts';

const w = words.zh;
const ADMIN = 5_000_001;

/** The wizards of a step or two, which begin at a notice or a setting. Each is given a new notice by `account`. */
export function shortWizardsOf(stage: ReceiptsStage): Wizard[] {
  const { inspector, clock, pack } = stage;
  const { sql } = inspector;
  let noticeId = '';
  let text = '';
  let taken = 0;
  const countOf = async (rows: PromiseLike<readonly unknown[]>) => (await rows).length;
  const newNotice = async (change: Parameters<ReceiptsStage['notice']>[0] = {}) => {
    text = `Clean-up number ${(taken += 1)}`;
    noticeId = await stage.notice({ text, ...change });
  };

  const correction: Wizard = {
    flow: 'notice-correction',
    again: false,
    async account() {
      await newNotice();
      return SECRETARY;
    },
    steps: [
      {
        go: (person) => person.pressData(packCallback('board.correct', noticeId)),
        shows: firstLine(w.receipts.change.correctAsk('')),
        get wrong(): [string, string][] {
          return [
            [text, w.receipts.change.same],
            ['x'.repeat(3001), w.broadcast.problems.tooLong(3001, 3000)],
          ];
        },
      },
      {
        go: (person) => person.send('Clean-up at ten'),
        shows: w.receipts.change.previewTitle,
        // Any other text is another try at it.
        wrong: [['Call 13800138000', w.broadcast.problems.phone]],
      },
    ],
    confirm: w.receipts.change.confirm,
    finish: (person) => person.press(w.receipts.change.confirm),
    finished: '✅ 已更正为第 2 版',
    count: () => countOf(sql`select 1 from notice_versions where change = 'correction'`),
  };

  const decision: Wizard = {
    flow: 'notice-decision',
    async account() {
      await newNotice({ kind: 'emergency', urgentReason: 'A storm' });
      return ADMIN;
    },
    steps: [
      {
        go: (person) => person.pressData(packCallback('approval.reject', noticeId)),
        shows: '<b>退回「Clean-up number',
        wrong: [
          ['x'.repeat(201), w.broadcast.reasonProblem],
          ['Call 13800138000', w.broadcast.problems.phone],
        ],
      },
    ],
    finish: (person) => person.send('The day is wrong'),
    finished: w.broadcast.approval.rejected,
    count: () => countOf(sql`select 1 from notices where state = 'rejected'`),
  };

  const thread: Wizard = {
    flow: 'notice-thread',
    again: false,
    async account() {
      await newNotice();
      return CADRE;
    },
    steps: [
      {
        go: (person) => person.pressData(packCallback('thread.ask', noticeId)),
        shows: firstLine(w.receipts.thread.ask('')),
        wrong: [
          ['x'.repeat(1001), w.broadcast.problems.tooLong(1001, 1000)],
          ['Call 13800138000', w.broadcast.problems.phone],
        ],
      },
    ],
    finish: (person) => person.send('A'),
    finished: w.receipts.thread.asked,
    count: () =>
      countOf(sql`
      select 1 from notice_messages m join deliveries d on d.kind = 'notice-message' and d.data->>'messageId' = m.id::text`),
  };

  const visit: Wizard = {
    flow: 'visit-note',
    again: false,
    async account() {
      await newNotice();
      await handOver(stage.db, pack, clock.now());
      return BRANCH_SECRETARY;
    },
    steps: [
      {
        async go(person) {
          const [row] = await sql<{ id: string }[]>`
            select person_id as id from notice_visits where notice_id = ${noticeId} limit 1`;
          await person.pressData(packCallback('visit.open', noticeId, row?.id ?? ''));
          return person.press(w.visits.told);
        },
        shows: '需要记一句吗',
        wrong: [
          ['x'.repeat(201), w.visits.noteTooLong(200)],
          ['Call 13800138000', w.broadcast.problems.phone],
        ],
      },
    ],
    finish: (person) => person.send('Told on the telephone'),
    finished: firstLine(w.visits.toldDone('')).slice(0, 8),
    count: () => countOf(sql`select 1 from access_log where action = 'notices.visit-told'`),
  };

  const fresh = new Set<number>();
  const quiet: Wizard = {
    flow: 'quiet',
    async account() {
      const rows = await sql<{ id: number }[]>`
        select a.telegram_id::float8 as id from telegram_accounts a join people p on p.id = a.person_id
        where a.revoked_at is null and a.unreachable_at is null and p.quiet_from is null and p.language = 'zh'
        order by p.staff_no desc`;
      const found = rows.find(({ id }) => !fresh.has(id));
      if (!found) throw new Error('nobody is left for this wizard');
      fresh.add(found.id);
      return found.id;
    },
    steps: [
      {
        go: (person) => person.send('/quiet'),
        shows: w.people.quiet.ask.slice(0, 5),
        wrong: [['in the evening', w.people.quiet.problem('in the evening')]],
      },
    ],
    finish: (person) => person.send('22-7'),
    finished: w.people.quiet.set('22:00', '07:00'),
    count: () => countOf(sql`select 1 from people where quiet_from is not null`),
  };
  return [correction, decision, thread, visit, quiet];
}
