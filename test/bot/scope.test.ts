import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packCallback } from '../../src/messages/callback-data.ts';
import { words } from '../loop/words.ts';
import { startBot } from '../support/bot.ts';
import type { BotStage } from '../support/bot.ts';
import { buttonActions } from './button-actions.ts';
import { A, layTownshipB } from './townships.ts';
import type { OfB } from './townships.ts';

const w = words.zh;
type Who = keyof typeof A;
/** One press: who, and the parts behind the action's name. */
type Case = [Who, ...(string | number)[]];

/** Each action whose button carries an id, with the ids of township B in it. */
const matrix = (b: OfB): Record<string, Case[]> => ({
  'assess.ask': [['cadre', b.cycle, 0]],
  'assess.begin': [['cadre', b.cycle]],
  'assess.pick': [['cadre', b.cycle, 0, 0]],
  'assess.submit': [['cadre', b.cycle]],
  ...Object.fromEntries(APPROVAL.map((action) => [action, everybody(b.waiting)])),
  ...Object.fromEntries(BOARD.map((action) => [action, everybody(b.notice)])),
  'board.export': [...everybody(b.notice, 'xlsx'), ...everybody(b.notice, 'csv')],
  'board.group': everybody(b.notice, 'open', 0),
  'board.unknown-now': [...everybody(b.notice, 'arrived'), ...everybody(b.notice, 'again')],
  'board.visits': everybody(b.notice, 0),
  'broadcast.again': everybody(b.notice),
  'file.back': [...everybody(b.cadre), ...everybody(b.unbound)],
  'file.choose': [...everybody(b.cadre), ...everybody(b.unbound)],
  'file.object-to': everybody(b.entry),
  'file.read': [...everybody(b.cadre, 'routine-check'), ...everybody(b.unbound, 'objection')],
  'file.section': everybody(b.cadre, 'study'),
  'interview.answer': [
    ...everybody(b.interview, 'confirmed'),
    ...everybody(b.interview, 'move-asked'),
    ...everybody(b.interview, 'cannot-attend'),
  ],
  'interview.cancel': everybody(b.interview),
  'interview.cancel-now': everybody(b.interview),
  'interview.held': everybody(b.interview),
  'interview.open': everybody(b.interview),
  'notice.answer': [...everybody(b.notice, 'understood', 1), ...everybody(b.notice, 'cannot-attend', 1)],
  'notice.check': everybody(b.notice, 0, 1),
  'notice.read': everybody(b.notice),
  'people.invite': [...everybody(b.unbound), ...everybody(b.cadre)],
  'people.person': [...everybody(b.unbound), ...everybody(b.cadre)],
  'people.unit': [...everybody(b.unit, 0), ...everybody(b.village, 0)],
  'quiz.next': everybody(b.attempt, 0),
  'quiz.press': [...everybody(b.attempt, 0, 0), ...everybody(b.finished, 0, 0)],
  'quiz.result': everybody(b.finished),
  'quiz.source': everybody(b.finished, 0),
  'quiz.submit': everybody(b.attempt, 0),
  'quiz.wrong': everybody(b.finished),
  'thread.ask': everybody(b.notice),
  'thread.list': everybody(b.notice, 0),
  'thread.open': everybody(b.notice, b.cadre),
  'thread.reply': everybody(b.notice, b.cadre),
  'thread.understood': everybody(b.word, 1),
  'visit.missed': everybody(b.notice, b.unbound),
  'visit.open': everybody(b.notice, b.unbound),
  'visit.told': everybody(b.notice, b.unbound),
});
const APPROVAL = ['approval.open', 'approval.see', 'approval.approve', 'approval.reject'];
const BOARD = [
  'board.correct',
  'board.more',
  'board.names',
  'board.open',
  'board.remind',
  'board.remind-now',
  'board.see',
  'board.spread',
  'board.stop',
  'board.stop-now',
  'board.unknown',
  'board.versions',
  'board.withdraw',
  'board.withdraw-now',
];
const everybody = (...parts: (string | number)[]): Case[] =>
  (Object.keys(A) as Who[]).map((who) => [who, ...parts]);

/** Asked inside a wizard, which must be there first. */
const INSIDE_A_WIZARD = [
  'board.correct-now',
  'broadcast.pick',
  'broadcast.retire',
  'broadcast.retire-now',
  'broadcast.template',
  'broadcast.unit',
  'broadcast.use',
  'interview.who',
];
/** They name no row: a step of a wizard, a list of one's own, a page, a section of the own file, a language. */
const WITHOUT_ID = [
  'approval.list',
  'board.list',
  'broadcast.by',
  'broadcast.check',
  'broadcast.clear',
  'broadcast.drop',
  'broadcast.drop-file',
  'broadcast.due',
  'broadcast.except',
  'broadcast.kind',
  'broadcast.list',
  'broadcast.list-back',
  'broadcast.list-take',
  'broadcast.merge',
  'broadcast.narrow',
  'broadcast.options',
  'broadcast.preview',
  'broadcast.repeat',
  'broadcast.save',
  'broadcast.see',
  'broadcast.send',
  'broadcast.templates',
  'broadcast.text',
  'broadcast.time',
  'broadcast.until',
  'broadcast.urgent',
  'file.object',
  'file.own',
  'flow.again',
  'flow.cancel',
  'interview.change',
  'interview.kind',
  'interview.list',
  'interview.new',
  'interview.send',
  'interview.time',
  'language.set',
  'menu.open',
  'notice.page',
  'people.roots',
  'quiet.set',
  'quiet.usual',
  'quiz.open',
  'visit.list',
  'visit.skip',
];
const COMMANDS = [
  '/menu',
  '/help',
  '/language',
  '/quiz',
  '/notices',
  '/assess',
  '/myfile',
  '/broadcast',
  '/board',
  '/file',
  '/interview',
  '/people',
  '/approvals',
  '/visits',
  '/quiet',
];

describe('a person of township A', () => {
  let stage: BotStage;
  let ofB: OfB;
  beforeAll(async () => {
    stage = await startBot();
    ofB = await layTownshipB(stage);
  });
  afterAll(() => stage.close());

  /** What may be said to somebody who asks for what is not theirs: nothing that depends on what there is. */
  const isRefusal = (text: string): boolean =>
    [
      w.common.stale,
      w.common.notAllowed,
      w.credit.notFound,
      w.assessments.problem['closed'],
      w.receipts.thread.none,
      w.receipts.visits.none,
      w.receipts.visits.over,
      w.receipts.change.notSent,
    ].includes(text) || /^<b>[^<]+，请选择<\/b>$/u.test(text);
  const namesOfB = (text: string) => ofB.names.filter((name) => text.includes(name));

  test('is tried at every button that names a row', () => {
    const known = [...Object.keys(matrix(ofB)), ...INSIDE_A_WIZARD, ...WITHOUT_ID];
    expect(known.toSorted()).toEqual(buttonActions());
  });

  test('gets nothing of township B by any button, and changes nothing', async () => {
    const before = await stage.inspector.fingerprint();
    const told: string[] = [];
    for (const [action, cases] of Object.entries(matrix(ofB)))
      for (const [who, ...parts] of cases) {
        const { shown, calls } = await stage.person(A[who]).pressData(packCallback(action, ...parts));
        const answers = calls.filter(({ method }) => method === 'answerCallbackQuery');
        if (shown.length === 0 || answers.length !== 1 || !shown.every(isRefusal))
          told.push(
            `${action} by the ${who}: ${answers.length} answers, ${shown.join(' | ') || 'nothing said'}`,
          );
      }
    expect(told).toEqual([]);
    expect(await stage.inspector.fingerprint()).toEqual(before);
  });

  test('cannot address a unit of B, nor learn how many people it has', async () => {
    const secretary = stage.person(A.secretary);
    await secretary.send('/broadcast');
    await secretary.send('Meeting at nine');
    const before = await stage.inspector.fingerprint();
    for (const unit of [ofB.unit, ofB.village]) {
      const { shown } = await secretary.pressData(packCallback('broadcast.unit', unit, 1));
      expect(shown).toEqual([w.common.stale]);
    }
    expect((await secretary.press(w.common.next)).shown).toEqual([w.broadcast.chooseUnit]);
    const [draft] = await stage.inspector.sql`select data from conversations where chat_id = ${A.secretary}`;
    expect(draft?.['data']).toMatchObject({ unitIds: [] });
    expect(await stage.inspector.fingerprint()).toEqual(before);
    await secretary.send('/cancel');
  });

  test('cannot arrange an interview with somebody of B', async () => {
    const supervisor = stage.person(A.supervisor);
    await supervisor.pressData('interview.new');
    for (const id of [ofB.cadre, ofB.unbound])
      expect((await supervisor.pressData(packCallback('interview.who', id))).shown).toEqual([w.common.stale]);
    for (const text of ['QS-046', ofB.cadre, 'wsf', '白水', '%', '_'])
      expect(namesOfB((await supervisor.send(text)).text.replace(text, ''))).toEqual([]);
    await supervisor.send('/cancel');
  });

  test('finds nobody of B by name or number', async () => {
    const asked: [Who, string][] = [
      ['supervisor', '/file QS-046'],
      ['supervisor', '/file 魏试芳'],
      ['secretary', '/file wsf'],
      ['admin', 'QS-045'],
      ['admin', '白水'],
    ];
    const answers = [w.credit.notFound, ...['QS-045', '白水'].map(w.people.searchNone)];
    for (const [who, text] of asked) expect(answers).toContain((await stage.person(A[who]).send(text)).text);
    const { text } = await stage.person(A.supervisor).send('/file 李样平');
    expect(text).toBe(w.credit.purposeAsk('李样平'));
    await stage.person(A.supervisor).send('/cancel');
  });

  test('sees no name of B behind any command', async () => {
    const seen: string[] = [];
    for (const who of Object.keys(A) as Who[])
      for (const command of COMMANDS) {
        const { text, calls } = await stage.person(A[who]).send(command);
        seen.push(
          ...namesOfB(text + JSON.stringify(calls)).map((name) => `${command} by the ${who}: ${name}`),
        );
        await stage.person(A[who]).send('/cancel');
      }
    expect(seen).toEqual([]);
  });

  test('leaves the boards behind when moving to B, and does not bring the rights along', async () => {
    const { sql } = stage.inspector;
    const secretary = stage.person(A.secretary);
    await secretary.send('/board');
    const [label = ''] = await secretary.buttons();
    const board = await secretary.dataOf(label);
    const [post] = await sql<{ id: string; unit: string }[]>`
      select id, unit_id as unit from posts where person_id = ${await stage.inspector.personId('QS-005')}`;
    await sql`update posts set unit_id = ${ofB.unit} where id = ${post?.id ?? ''}`;
    expect((await secretary.pressData(board)).shown).toEqual([w.common.stale]);
    expect((await secretary.send('/board')).shown).toEqual([w.receipts.board.empty]);
    await sql`update posts set unit_id = ${post?.unit ?? ''} where id = ${post?.id ?? ''}`;
    expect((await secretary.pressData(board)).text).toContain(w.receipts.board.confirmed(0).split(' ')[0]);
  });
});
