import { v7 as newId } from 'uuid';
import { packCallback } from '../../src/messages/callback-data.ts';
import { words } from '../loop/words.ts';
import { CADRE, type ReceiptsStage } from './receipts-stage.ts';
import { firstLine, type Wizard } from './wizards.ts';
import { openSealed } from '../support/field-keys.ts';

const w = words.zh;
const SUPERVISOR = 5_000_007;
const BUTTONS_ONLY: [string, string][] = [['something else', w.people.useButtons]];
const PHONE: [string, string] = ['Call 13800138000', w.broadcast.problems.phone];

/** How an item is opened, worked on and checked. Each is given a new item by `account`. */
export function rectifyWizardsOf({ inspector, clock }: ReceiptsStage): Wizard[] {
  const { sql, personId } = inspector;
  const countOf = async (rows: PromiseLike<readonly unknown[]>) => (await rows).length;
  const item = { id: '', ask: '' };
  const newItem = async (state: 'open' | 'handed-in', asks = false) => {
    Object.assign(item, { id: newId(), ask: newId() });
    const [owner, reviewer, now] = [await personId('QS-018'), await personId('QS-007'), clock.now()];
    await sql`
      insert into rectification_items (id, person_id, opened_by, reviewer_id, text, due_on, state, opened_at)
      values (${item.id}, ${owner}, ${reviewer}, ${reviewer}, 'Sign the minutes', '2026-12-20', ${state}, ${now})`;
    await sql`
      insert into rectification_events (id, item_id, kind, by, day, at) values (${newId()}, ${item.id}, 'opened', ${reviewer}, '2026-12-20', ${now})`;
    if (asks)
      await sql`
        insert into rectification_events (id, item_id, kind, by, text, day, at)
        values (${item.ask}, ${item.id}, 'extension-asked', ${owner}, 'Away', '2026-12-30', ${now})`;
  };
  const events = (kind: string) => () =>
    countOf(sql`select 1 from rectification_events where kind = ${kind}`);

  const said = async (text: string): Promise<number> => {
    const rows = await sql<{ id: string; text: string }[]>`
      select id, text from rectification_events where text is not null`;
    return rows.filter((row) => openSealed('rectification_events.text', row.id, row.text) === text).length;
  };

  const opening: Wizard = {
    flow: 'rectify',
    account: () => Promise.resolve(SUPERVISOR),
    steps: [
      {
        async go(person) {
          await person.send('/rectify');
          return person.press(w.rectifications.start);
        },
        shows: firstLine(w.rectifications.whoAsk),
        wrong: [['nobody of that name', w.people.searchNone('nobody of that name')]],
      },
      {
        async go(person) {
          await person.send('QS-018');
          return person.press('1');
        },
        shows: firstLine(w.rectifications.textAsk('')),
        wrong: [['x'.repeat(301), w.broadcast.problems.tooLong(301, 300)], PHONE],
      },
      {
        go: (person) => person.send('Publish the accounts'),
        shows: firstLine(w.rectifications.dayAskNew),
        wrong: [
          ['next month', w.rectifications.dayProblem('next month')],
          ['2020-01-01', w.rectifications.dueProblems['not-ahead']],
          ['2029-01-01', w.rectifications.dueProblems['too-late']],
        ],
      },
      {
        go: (person) => person.send('2026-12-20'),
        shows: firstLine(w.rectifications.reviewerAsk),
        wrong: BUTTONS_ONLY,
      },
      {
        go: (person) => person.press(w.rectifications.reviewerMe),
        shows: w.rectifications.previewTitle,
        wrong: BUTTONS_ONLY,
      },
    ],
    confirm: w.common.confirmSend,
    finish: (person) => person.press(w.common.confirmSend),
    finished: firstLine(w.rectifications.opened('', '')),
    finishedBefore: w.rectifications.openedBefore,
    count: () => countOf(sql`select 1 from rectification_items where text = 'Publish the accounts'`),
  };

  const evidence: Wizard = {
    flow: 'task-evidence',
    again: false,
    async account() {
      await newItem('open');
      return CADRE;
    },
    steps: [
      {
        go: (person) => person.pressData(packCallback('task.evidence', item.id)),
        shows: firstLine(w.rectifications.evidenceAsk),
        wrong: [['x'.repeat(501), w.rectifications.evidenceProblem], PHONE],
        noFiles: w.rectifications.evidenceProblem,
      },
    ],
    finish: (person) => person.send('All are signed now'),
    finished: firstLine(w.rectifications.evidenceAdded),
    count: () => said('All are signed now'),
  };

  const extension: Wizard = {
    flow: 'task-extend',
    again: false,
    async account() {
      await newItem('open');
      return CADRE;
    },
    steps: [
      {
        go: (person) => person.pressData(packCallback('task.extend', item.id)),
        shows: '<b>申请延期 · 第 1 步',
        wrong: [
          ['next month', w.rectifications.dayProblem('next month')],
          ['2026-12-19', w.rectifications.dueProblems['not-later']],
        ],
      },
      {
        go: (person) => person.send('2026-12-30'),
        shows: firstLine(w.rectifications.reasonAsk),
        wrong: [['x'.repeat(201), w.rectifications.reasonProblem], PHONE],
      },
    ],
    finish: (person) => person.send('The form comes later'),
    finished: firstLine(w.rectifications.extensionAsked('')),
    count: () => said('The form comes later'),
  };

  const returning: Wizard = {
    flow: 'rectify-return',
    again: false,
    async account() {
      await newItem('handed-in');
      return SUPERVISOR;
    },
    steps: [
      {
        go: (person) => person.pressData(packCallback('task.return', item.id)),
        shows: '<b>退回 林例平 的整改</b>',
        wrong: [['x'.repeat(201), w.rectifications.reasonProblem], PHONE],
      },
    ],
    finish: (person) => person.send('Two are missing'),
    finished: '已退回，原因会告诉 林例平',
    count: events('returned'),
  };

  const refusing: Wizard = {
    flow: 'rectify-refuse',
    again: false,
    async account() {
      await newItem('open', true);
      return SUPERVISOR;
    },
    steps: [
      {
        go: (person) => person.pressData(packCallback('task.refuse', item.id, item.ask)),
        shows: '<b>不同意 林例平 延期</b>',
        wrong: [['x'.repeat(201), w.rectifications.reasonProblem], PHONE],
      },
    ],
    finish: (person) => person.send('It is due'),
    finished: '已答复 林例平',
    count: events('extension-refused'),
  };

  let sheet = '';
  const duty: Wizard = {
    flow: 'duty-done',
    async account() {
      sheet = newId();
      await sql`update duty_sheets set quarter = id::text`;
      await sql`
        insert into duty_sheets (id, person_id, quarter, unit_id, rule_pack_version, made_at)
        select ${sheet}, person_id, '2026-Q4', unit_id, 'x', ${clock.now()} from posts where person_id = ${await personId('QS-018')} limit 1`;
      await sql`insert into duty_items (sheet_id, n, duty, side, words) values (${sheet}, 0, 'x', 'clean', '{"zh": "x", "en": "x"}')`;
      return CADRE;
    },
    steps: [
      {
        go: (person) => person.pressData(packCallback('duty.done', sheet, 0)),
        shows: firstLine(w.duties.ask),
        wrong: [['x'.repeat(501), w.rectifications.evidenceProblem], PHONE],
        noFiles: w.rectifications.evidenceProblem,
      },
    ],
    finish: (person) => person.send('On the board'),
    finished: firstLine(w.duties.marked),
    count: () => countOf(sql`select 1 from duty_marks where text = 'On the board'`),
  };

  const recognition: Wizard = {
    flow: 'recognise',
    account: () => Promise.resolve(SUPERVISOR),
    steps: [
      {
        async go(person) {
          await person.send('/recognise');
          return person.press(w.recognitions.start);
        },
        shows: firstLine(w.recognitions.whoAsk),
        wrong: [['nobody of that name', w.people.searchNone('nobody of that name')]],
      },
      {
        async go(person) {
          await person.send('QS-018');
          return person.press('1');
        },
        shows: firstLine(w.recognitions.kindAsk('')),
        wrong: BUTTONS_ONLY,
      },
      {
        go: (person) => person.press(w.recognitions.kinds['refused-gift'] ?? ''),
        shows: '<b>表彰与澄清 · 第 3 步',
        wrong: [['x'.repeat(301), w.broadcast.problems.tooLong(301, 300)], PHONE],
      },
      {
        go: (person) => person.send('Gave a gift back'),
        shows: w.recognitions.previewTitle,
        wrong: BUTTONS_ONLY,
      },
    ],
    confirm: w.common.submit,
    finish: (person) => person.press(w.common.submit),
    finished: firstLine(w.recognitions.proposed),
    finishedBefore: w.recognitions.proposedBefore,
    count: () => countOf(sql`select 1 from recognition_proposals where text = 'Gave a gift back'`),
  };

  /** A document of its own for each run. */
  let numbers = 0;
  const sanction: Wizard = {
    flow: 'sanction',
    account: () => Promise.resolve(SUPERVISOR),
    steps: [
      {
        async go(person) {
          await person.send('/sanction');
          return person.press(w.sanctions.start);
        },
        shows: firstLine(w.sanctions.whoAsk),
        wrong: [['nobody of that name', w.people.searchNone('nobody of that name')]],
      },
      {
        async go(person) {
          await person.send('QS-018');
          return person.press('1');
        },
        shows: firstLine(w.sanctions.kindAsk('')),
        wrong: BUTTONS_ONLY,
      },
      {
        go: (person) => person.press('政务记过'),
        shows: firstLine(w.sanctions.organAsk),
        wrong: [['He took a gift, it is said.', w.sanctions.organProblem], PHONE],
      },
      {
        go: (person) => person.send('The committee'),
        shows: firstLine(w.sanctions.numberAsk),
        wrong: [['number 12', w.sanctions.numberProblem('number 12')]],
      },
      {
        go: (person) => person.send(`XX〔2026〕${(numbers += 1)}号`),
        shows: firstLine(w.sanctions.dayAsk),
        wrong: [
          ['last week', w.sanctions.dayProblem('last week')],
          ['2029-01-01', w.sanctions.dayProblems.future],
          ['2020-01-01', w.sanctions.dayProblems.over],
        ],
      },
      {
        go: (person) => person.send('2026-11-02'),
        shows: w.sanctions.previewTitle,
        wrong: BUTTONS_ONLY,
      },
    ],
    confirm: w.common.submit,
    finish: (person) => person.press(w.common.submit),
    finished: firstLine(w.sanctions.recorded),
    finishedBefore: w.sanctions.recordedBefore,
    count: () => countOf(sql`select 1 from sanction_records where organ = 'The committee'`),
  };

  let proposal = '';
  const decision: Wizard = {
    flow: 'recognise-refuse',
    async account() {
      proposal = newId();
      await sql`
        insert into recognition_proposals (id, person_id, kind, text, proposed_by, rule_pack_version, proposed_at)
        values (${proposal}, ${await personId('QS-018')}, 'commendation', 'x', ${await personId('QS-005')}, 'x', ${clock.now()})`;
      return SUPERVISOR;
    },
    steps: [
      {
        go: (person) => person.pressData(packCallback('recognise.refuse', proposal)),
        shows: '<b>不通过：林例平</b>',
        wrong: [['x'.repeat(201), w.recognitions.reasonProblem], PHONE],
      },
    ],
    finish: (person) => person.send('Please add the document'),
    finished: w.recognitions.refusedDone,
    count: () => countOf(sql`select 1 from recognition_decisions where verdict = 'refused'`),
  };
  return [opening, evidence, extension, returning, refusing, duty, recognition, sanction, decision];
}
