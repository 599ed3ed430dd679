import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { words } from '../loop/words.ts';
import type { BotPerson } from '../support/bot-person.ts';
import { isKept, startWizards, walk, type WizardStage } from './wizard-stage.ts';

const w = words.zh;
const FLOWS = Object.keys(w.people.flows);
const DAY = 86_400_000;

let stage: WizardStage;
beforeAll(async () => {
  stage = await startWizards();
});
afterAll(() => stage.close());

/** Everything but what the walks themselves put there: drafts, the interview that is to be answered, and that an entry was read. */
async function printed(): Promise<Record<string, string>> {
  const {
    assessment_submissions: _drafts,
    question_imports: _files,
    interviews: _asked,
    access_log: _read,
    ...rest
  } = await stage.inspector.fingerprint();
  const arranged = await stage.inspector
    .sql`select id::text, state from interviews where place <> 'x' order by id`;
  return { ...rest, arranged: JSON.stringify(arranged) };
}

describe.each(FLOWS)('at a step of the wizard %s', (flow) => {
  test('is left by /cancel at each step, which says what became of it', async () => {
    const wizard = stage.named(flow);
    const person = stage.person(await wizard.account());
    const before = await wizard.count();
    const said = isKept(flow) ? w.people.cancelledKept : w.people.cancelled;
    for (const last of wizard.steps.keys()) {
      if (isKept(flow) && last > 0) await wizard.forget?.();
      await walk({ ...wizard, steps: wizard.steps.slice(0, last + 1) }, person);
      expect((await person.send('/cancel')).shown).toEqual([said(w.people.flows[wizard.flow])]);
      expect(await stage.inspector.step(person.id)).toBeUndefined();
      // An administrator's word is a name to look for.
      expect([[w.people.unknownText], [w.people.searchNone('hm?')]]).toContainEqual(
        (await person.send('hm?')).shown,
      );
    }
    expect((await person.send('/cancel')).shown).toEqual([w.people.nothingToCancel]);
    expect(await wizard.count()).toBe(before);
  });

  test('explains what a step cannot use, and stays at it', async () => {
    const wizard = stage.named(flow);
    const person = stage.person(await wizard.account());
    await wizard.forget?.();
    const before = await wizard.count();
    await walk(wizard, person, async (step) => {
      const mark = await stage.inspector.step(person.id);
      for (const [text, says] of step.wrong) {
        expect((await person.send(text)).text).toContain(says);
        expect(await stage.inspector.step(person.id)).toEqual(mark);
      }
      for (const content of [
        ...(step.noFiles === undefined
          ? [{ photo: [{ file_id: 'x', file_unique_id: 'x', width: 1, height: 1 }], caption: 'a caption' }]
          : []),
        { sticker: { file_id: 'x', file_unique_id: 'x', width: 1, height: 1, type: 'regular' } },
        { voice: { file_id: 'x', file_unique_id: 'x', duration: 1 } },
      ]) {
        const { shown } = await person.sendRaw(content);
        expect(shown).toHaveLength(1);
        expect(shown[0]).toContain(step.noFiles ?? w.people.noFiles);
        if (step.noFiles === undefined) expect(shown[0]).toContain(step.shows);
      }
      const { text } = await person.send('/nonsense');
      expect(text).toContain(w.people.unknownCommand);
      expect(text).toContain(step.shows);
      expect(await stage.inspector.step(person.id)).toEqual(mark);
    });
    expect((await wizard.finish(person)).text).toContain(wizard.finished);
    expect(await wizard.count()).toBe(before + 1);
  });

  test('outlives other commands at each step, and is named when another wizard takes its place', async () => {
    const wizard = stage.named(flow);
    const person = stage.person(await wizard.account());
    await wizard.forget?.();
    await walk(wizard, person, async () => {
      const mark = await stage.inspector.step(person.id);
      for (const command of ['/menu', '/help', '/notices', '/language', '/board', '/people'])
        await person.send(command);
      expect(await stage.inspector.step(person.id)).toEqual(mark);
    });
    const [first] = stage.named(flow === 'interview-answer' ? 'assessment' : 'interview-answer').steps;
    const { text } = (await first?.go(person)) ?? { text: '' };
    const said = isKept(flow) ? w.people.droppedKept : w.people.dropped;
    expect(text).toContain(`${said(w.people.flows[wizard.flow])}\n\n${first?.shows}`);
    await person.send('/cancel');
  });

  test('says after 24 hours that it ended, for a word, a picture and a press, and offers to begin again', async () => {
    const wizard = stage.named(flow);
    const start = stage.clock.now();
    const expired = w.people.expired(w.people.flows[wizard.flow]);
    const tries: ((person: BotPerson) => Promise<{ text: string }>)[] = [
      (person) => person.send('too late'),
      (person) => person.sendRaw({ voice: { file_id: 'x', file_unique_id: 'x', duration: 1 } }),
    ];
    if (flow === 'broadcast') tries.push((person) => person.press(w.common.confirmSend));
    if (flow === 'interview') tries.push((person) => person.press(w.common.change));
    for (const late of tries) {
      const person = stage.person(await wizard.account());
      await walk(wizard, person);
      stage.clock.advance(DAY);
      expect((await late(person)).text).toBe(expired);
      expect(await person.buttons()).toContain(w.common.menu);
      if (wizard.again !== false) {
        const { text } = await person.press(w.people.again);
        expect(text).not.toBe('');
        expect(text).not.toContain(w.common.stale);
      }
      await person.send('/cancel');
      stage.clock.set(start);
    }
  });

  test('takes no harm from buttons of earlier steps pressed late', async () => {
    const wizard = stage.named(flow);
    const person = stage.person(await wizard.account());
    const dataOf = async () =>
      ((await person.chat()).messages.findLast(({ from }) => from === 'bot')?.buttons ?? [])
        .flat()
        .flatMap(({ callbackData }) => callbackData ?? []);
    const buttons: string[][] = [];
    await wizard.forget?.();
    await walk(wizard, person, async () => void buttons.push(await dataOf()));
    const steps = wizard.steps.length > 5 ? [wizard.steps.length - 1] : [...wizard.steps.keys()];
    const before = await printed();
    for (const last of steps) {
      await person.send('/cancel');
      await wizard.forget?.();
      await walk({ ...wizard, steps: wizard.steps.slice(0, last + 1) }, person);
      const here = new Set(await dataOf());
      const late = buttons.slice(0, last).flat();
      for (const data of late.filter((it) => !here.has(it) && !it.startsWith('flow.cancel'))) {
        const { calls } = await person.pressData(data);
        expect(calls.filter(({ method }) => method === 'answerCallbackQuery')).toHaveLength(1);
      }
      const other = await person.pressData('flow.cancel:nothing');
      expect(other.shown).toEqual([w.common.stale]);
      expect((await stage.inspector.step(person.id))?.flow).toBe(wizard.flow);
    }
    expect(await printed()).toEqual(before);
    await person.send('/cancel');
  });
});
