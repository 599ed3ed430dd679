import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packCallback } from '../../src/messages/callback-data.ts';
import { words } from '../loop/words.ts';
import { startBot } from '../support/bot.ts';
import type { BotStage } from '../support/bot.ts';
import { buttonActions } from './button-actions.ts';
import { COMMANDS, INSIDE_A_WIZARD, matrix, WITHOUT_ID, type Who } from './scope-matrix.ts';
import { A, layTownshipB } from './townships.ts';
import type { OfB } from './townships.ts';

const w = words.zh;

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
      w.reviews.over,
      w.visits.none,
      w.visits.over,
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
    const draft = await stage.inspector.step(A.secretary);
    expect(draft?.data).toMatchObject({ unitIds: [] });
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
    expect(text).toContain(w.credit.purposeAsk('李样平'));
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
