import { packCallback } from '../../src/messages/callback-data.ts';
import { words } from '../loop/words.ts';
import { BOT, STRANGERS } from '../support/bot.ts';
import type { ReceiptsStage } from './receipts-stage.ts';
import { firstLine, type Wizard } from './wizards.ts';

const w = words.zh;
const COUNTY_SUPERVISOR = 5_000_004;
const SUPERVISOR = 5_000_007;
const CADRE = 5_000_018;

/** The wizards around files: looks, relatives, and what is said to an objection. */
export function fileWizardsOf({ inspector, clock, pack, client, after }: ReceiptsStage): Wizard[] {
  const { sql } = inspector;
  const countOf = async (rows: PromiseLike<readonly unknown[]>) => (await rows).length;
  let requestId = '';

  const reason: Wizard = {
    flow: 'file-reason',
    async account() {
      // What was asked before would be found again.
      await sql`update file_access_requests set state = 'expired' where state = 'asked'`;
      return SUPERVISOR;
    },
    async forget() {
      await sql`update file_access_requests set state = 'expired' where state = 'asked'`;
    },
    steps: [
      {
        async go(person) {
          await person.send('/file QS-018');
          return person.press(w.credit.purposes['talk-preparation'] ?? '');
        },
        shows: firstLine(w.fileAccess.reasonAsk('林例平', w.credit.purposes['talk-preparation'] ?? '', 30)),
        wrong: [
          ['x'.repeat(101), w.fileAccess.reasonProblem],
          ['Call 13800138000', w.broadcast.problems.phone],
        ],
      },
    ],
    finish: (person) => person.send('He would hear of the talk too early'),
    finished: firstLine(w.fileAccess.asked('', '')),
    count: () => countOf(sql`select 1 from file_access_requests where purpose = 'talk-preparation'`),
  };

  const refuse: Wizard = {
    flow: 'file-refuse',
    async account() {
      const [row] = await sql<{ id: string }[]>`
        insert into file_access_requests (id, requester_id, subject_id, purpose, sealed, needs_approval, rule_pack_version, state, asked_at, holds_until)
        select uuidv7(), q.id, s.id, 'appointment', false, true, ${pack.version}, 'asked', ${clock.now()}, ${new Date(clock.now().getTime() + 86_400_000)}
        from people q, people s where q.staff_no = 'QS-007' and s.staff_no = 'QS-018' returning id`;
      requestId = row?.id ?? '';
      return COUNTY_SUPERVISOR;
    },
    steps: [
      {
        go: (person) => person.pressData(packCallback('access.refuse', requestId)),
        shows: '<b>不同意',
        wrong: [
          ['x'.repeat(101), w.fileAccess.refusalProblem],
          ['Call 13800138000', w.broadcast.problems.phone],
        ],
      },
    ],
    finish: (person) => person.send('Nobody is to be appointed'),
    finished: firstLine(w.fileAccess.refusedDone('')).slice(0, 3),
    count: () => countOf(sql`select 1 from file_access_requests where state = 'refused'`),
  };

  const withdrawn = () =>
    sql`update relations set withdrawn_at = declared_at, withdrawn_by = declared_by where withdrawn_at is null`;
  const relatives: Wizard = {
    flow: 'relatives',
    async account() {
      await withdrawn();
      return CADRE;
    },
    forget: withdrawn,
    steps: [
      {
        async go(person) {
          await person.send('/relatives');
          return person.press(w.fileAccess.declare);
        },
        shows: firstLine(w.fileAccess.whoAsk),
        wrong: [
          ['高样田', w.fileAccess.whoProblem],
          ['高样田 QS-020', w.fileAccess.whoProblem],
          ['林例平 QS-018', w.fileAccess.whoSelf],
        ],
      },
      {
        go: (person) => person.send('qs-019，高样田'),
        shows: firstLine(w.fileAccess.kindAsk('qs-019 高样田')),
        wrong: [['sister', w.people.useButtons]],
      },
      {
        go: (person) => person.press('C'),
        shows: w.fileAccess.previewTitle,
        wrong: [['yes', w.people.useButtons]],
      },
    ],
    confirm: w.common.submit,
    finish: (person) => person.press(w.common.submit),
    finished: w.fileAccess.declared,
    count: () => countOf(sql`select 1 from relations`),
  };

  let objectionId = '';
  const newObjection = async (account: number): Promise<number> => {
    const [row] = await sql<{ id: string }[]>`
      insert into objections (id, entry_id, person_id, text, due_at, remind_at, created_at)
      select uuidv7(), e.id, e.person_id, 'x', ${new Date(clock.now().getTime() + 14 * 86_400_000)}, null, ${clock.now()}
      from ledger_entries e join people p on p.id = e.person_id where p.staff_no = 'QS-018' and e.kind = 'post-started' limit 1 returning id`;
    objectionId = row?.id ?? '';
    return account;
  };
  let fileId = '';
  const evidence: Wizard = {
    flow: 'objection-evidence',
    again: false,
    async account() {
      const file = { name: 'proof.pdf', bytes: new TextEncoder().encode('proof'), kind: 'document' };
      // Telegram keeps what somebody else has sent.
      const message = await after(() => client.sendFile(BOT, STRANGERS[0] ?? 0, file));
      fileId = message.document?.fileId ?? '';
      return newObjection(CADRE);
    },
    steps: [
      {
        go: (person) => person.pressData(packCallback('objection.add', objectionId)),
        shows: w.objections.addAsk,
        wrong: [['it was like this', w.objections.addProblem]],
        noFiles: w.objections.addProblem,
      },
    ],
    finish: (person) =>
      person.sendRaw({ document: { file_id: fileId, file_unique_id: 'x', file_name: 'proof.pdf' } }),
    finished: w.objections.added(1),
    count: () => countOf(sql`select 1 from objection_evidence`),
  };
  const answer: Wizard = {
    flow: 'objection-answer',
    account: () => newObjection(SUPERVISOR),
    steps: [
      {
        go: (person) => person.pressData(packCallback('objection-desk.uphold', objectionId)),
        shows: firstLine(w.objections.changeAsk),
        wrong: [['yes', w.people.useButtons]],
      },
      {
        go: (person) => person.press(w.objections.disregard),
        shows: w.objections.answerAsk,
        wrong: [
          ['x'.repeat(501), w.objections.answerProblem],
          ['Call 13800138000', w.broadcast.problems.phone],
        ],
      },
      {
        go: (person) => person.send('The line was down on that day'),
        shows: w.objections.previewTitle,
        wrong: [['yes', w.people.useButtons]],
      },
    ],
    confirm: w.common.confirm,
    finish: (person) => person.press(w.common.confirm),
    finished: w.objections.done.upheld('林例平'),
    count: () => countOf(sql`select 1 from objection_answers`),
  };
  return [reason, refuse, relatives, evidence, answer];
}
