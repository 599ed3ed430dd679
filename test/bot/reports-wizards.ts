import { v7 as newId } from 'uuid';
import { packCallback } from '../../src/messages/callback-data.ts';
import { words } from '../loop/words.ts';
import type { ReceiptsStage } from './receipts-stage.ts';
import { firstLine, type Wizard } from './wizards.ts';

const w = words.zh;
const EDITOR = 5_000_002;
const ADMIN = 5_000_001;

/**
 * How a mistake in a question is reported, how an editor says that there is none or corrects the key, how that is sent back,
 * and how a question is verified again.
 */
export function reportsWizardsOf({ inspector, clock }: ReceiptsStage): Wizard[] {
  const { sql } = inspector;
  const countOf = async (rows: PromiseLike<readonly unknown[]>) => (await rows).length;
  /** A slot of a finished paper of somebody who has no open report about its question. */
  const slot = async (account?: number, type?: string) => {
    const [row] = await sql<
      { account: number; personId: string; attemptId: string; position: number; versionId: string }[]
    >`
      select t.telegram_id::float8 as account, p.person_id as "personId", a.id as "attemptId", i.position, i.question_version_id as "versionId"
      from attempts a join papers p on p.id = a.paper_id join paper_items i on i.paper_id = p.id
      join telegram_accounts t on t.person_id = p.person_id and t.revoked_at is null and t.unreachable_at is null
      join people o on o.id = p.person_id and o.language = 'zh'
      join question_versions v on v.id = i.question_version_id
      where a.finished_at is not null and (${type ?? null}::text is null or v.type = ${type ?? null})
        and not exists (select 1 from key_corrections k where k.question_version_id = v.id) and (${account ?? null}::float8 is null or t.telegram_id = ${account ?? null}::float8)
        and exists (select 1 from posts h where h.person_id = o.id and h.ends_on is null and h.roles = '{cadre}')
        and not exists (select 1 from question_reports r where r.question_version_id = i.question_version_id and r.reporter_id = p.person_id)
      order by o.staff_no, a.id, i.position limit 1`;
    if (!row) throw new Error('nobody has answered anything');
    return row;
  };

  const report: Wizard = {
    flow: 'question-report',
    again: false,
    account: async () => (await slot()).account,
    steps: [
      {
        async go(person) {
          const { attemptId, position } = await slot(person.id);
          return person.pressData(packCallback('report.begin', attemptId, position));
        },
        shows: firstLine(w.reports.kindAsk('')),
        wrong: [['something else', w.people.useButtons]],
      },
      {
        go: (person) => person.press(w.reports.kinds['text'] ?? ''),
        shows: firstLine(w.reports.wordsAsk(w.reports.kinds['text'] ?? '')),
        wrong: [
          ['x'.repeat(201), w.reports.wordsProblem],
          ['Call 13800138000', w.broadcast.problems.phone],
        ],
      },
    ],
    confirm: w.reports.send,
    finish: (person) => person.press(w.reports.send),
    finished: firstLine(w.reports.reported),
    count: () => countOf(sql`select 1 from question_reports where kind = 'text'`),
  };

  let reportId = '';
  const reported = async (type?: string) => {
    reportId = newId();
    const { personId, attemptId, position, versionId } = await slot(undefined, type);
    await sql`
      insert into question_reports (id, question_version_id, reporter_id, attempt_id, position, kind, created_at)
      values (${reportId}, ${versionId}, ${personId}, ${attemptId}, ${position}, 'key', ${clock.now()})`;
    return versionId;
  };
  const answer: Wizard = {
    flow: 'report-answer',
    async account() {
      await reported();
      return EDITOR;
    },
    steps: [
      {
        go: (person) => person.pressData(packCallback('reports.right', reportId)),
        shows: firstLine(w.reports.rightAsk),
        wrong: [
          ['x'.repeat(201), w.reports.rightProblem],
          ['Call 13800138000', w.broadcast.problems.phone],
        ],
      },
    ],
    finish: (person) => person.send('See article 11'),
    finished: w.reports.answered,
    count: () => countOf(sql`select 1 from question_reports where state = 'answered'`),
  };

  let wrong = '';
  const correction: Wizard = {
    flow: 'key-correction',
    again: false,
    async account() {
      const versionId = await reported('single');
      const [row] = await sql<{ key: number }[]>`
        select (answer->>0)::int as key from question_versions where id = ${versionId}`;
      wrong = row?.key === 0 ? 'B' : 'A';
      return EDITOR;
    },
    steps: [
      {
        go: (person) => person.pressData(packCallback('reports.fix', reportId)),
        shows: w.corrections.title,
        wrong: [['Z', w.corrections.keyProblems['not-an-option'] ?? '']],
      },
      {
        go: (person) => person.press(wrong),
        shows: firstLine(w.corrections.explanationAsk('')),
        wrong: [
          ['x'.repeat(301), w.corrections.explanationProblem],
          ['Call 13800138000', w.broadcast.problems.phone],
        ],
      },
      {
        go: (person) => person.press(w.corrections.keep),
        shows: firstLine(w.corrections.reasonAsk),
        wrong: [['x'.repeat(201), w.corrections.reasonProblem]],
      },
      {
        go: (person) => person.send('Article 11 has it'),
        shows: w.corrections.previewTitle,
        wrong: [['something else', w.people.useButtons]],
      },
    ],
    confirm: w.common.submit,
    finish: (person) => person.press(w.common.submit),
    finished: firstLine(w.corrections.proposed),
    count: () => countOf(sql`select 1 from key_corrections where reason = 'Article 11 has it'`),
  };

  let correctionId = '';
  const rejection: Wizard = {
    flow: 'key-rejection',
    async account() {
      correctionId = newId();
      const { versionId } = await slot(undefined, 'single');
      await sql`
        insert into key_corrections (id, question_version_id, old_answer, old_extra, new_answer, new_extra, new_explanation, reason, state,
          proposed_by, proposed_at)
        select ${correctionId}, id, answer, extra, '[3]', extra, explanation, 'x', 'proposed', ${await inspector.personId('QS-002')}, ${clock.now()}
        from question_versions where id = ${versionId}`;
      return ADMIN;
    },
    steps: [
      {
        go: (person) => person.pressData(packCallback('keys.reject', correctionId)),
        shows: firstLine(w.corrections.rejectAsk),
        wrong: [
          ['x'.repeat(201), w.corrections.rejectProblem],
          ['Call 13800138000', w.broadcast.problems.phone],
        ],
      },
    ],
    finish: (person) => person.send('It is right as it is'),
    finished: w.corrections.rejected,
    count: () => countOf(sql`select 1 from key_corrections where state = 'rejected'`),
  };

  let questionId = '';
  const reverification: Wizard = {
    flow: 'reverification',
    async account() {
      const [row] = await sql<{ id: string }[]>`
        update questions set status = 'flagged' where id = (select q.id from questions q where q.status = 'published'
          and not exists (select 1 from question_versions v join key_corrections k on k.question_version_id = v.id where v.question_id = q.id)
          order by q.code limit 1) returning id`;
      questionId = row?.id ?? '';
      return EDITOR;
    },
    steps: [
      {
        go: (person) => person.pressData(packCallback('flagged.right', questionId)),
        shows: firstLine(w.flagged.placeAsk('', '', '')),
        wrong: [['x'.repeat(41), w.flagged.placeProblem]],
      },
      {
        go: (person) => person.send('第九条'),
        shows: firstLine(w.flagged.quoteAsk('')),
        wrong: [
          ['x'.repeat(401), w.flagged.quoteProblem],
          ['Call 13800138000', w.broadcast.problems.phone],
        ],
      },
      {
        go: (person) => person.press(w.flagged.sameQuote),
        shows: w.flagged.previewTitle,
        wrong: [['something else', w.people.useButtons]],
      },
    ],
    confirm: w.common.submit,
    finish: (person) => person.press(w.common.submit),
    finished: firstLine(w.flagged.proposed),
    count: () => countOf(sql`select 1 from reverifications`),
  };
  return [report, answer, correction, rejection, reverification];
}
