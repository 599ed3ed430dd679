import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { words } from '../loop/words.ts';
import { startWizards, walk, type WizardStage } from './wizard-stage.ts';

const w = words.zh;
const FLOWS = Object.keys(w.people.flows);
/** Buttons that only a question to be answered has. */
const ASKING = [w.common.cancel, w.visits.skip];

let stage: WizardStage;
beforeAll(async () => {
  stage = await startWizards();
});
afterAll(() => stage.close());

const shuffled = <T>(items: readonly T[]): T[] =>
  items
    .map((item) => ({ item, at: Math.random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);

test('every wizard of the bot is tried here', () => {
  expect(stage.wizards.map(({ flow }) => flow).toSorted()).toEqual(FLOWS.toSorted());
});

describe.each(FLOWS)('the wizard %s', (flow) => {
  test('goes on after a restart at each step, and after a crash before the mark', async () => {
    const wizard = stage.named(flow);
    const before = await wizard.count();
    for (const again of [stage.restart, stage.restartBeforeMark]) {
      const person = stage.person(await wizard.account());
      await walk(wizard, person, again);
      expect((await wizard.finish(person)).text).toContain(wizard.finished);
      await again();
    }
    expect(await wizard.count()).toBe(before + (flow === 'file' ? 3 : 2));
  });

  test('says what came of it though the first try to say so fails', async () => {
    const wizard = stage.named(flow);
    const person = stage.person(await wizard.account());
    await wizard.forget?.();
    const before = await wizard.count();
    await walk(wizard, person);
    const fault = { kind: 'status', status: 500 } as const;
    stage.forgive(/Internal Server Error/);
    const lost = ['sendMessage', 'editMessageText'].map((method) => ({ method, times: 1, fault }));
    await stage.client.setFaults(lost);
    const { length } = stage.failures;
    const { text } = await wizard.finish(person);
    await stage.client.setFaults([]);
    expect(stage.failures.slice(length)).not.toEqual([]);
    expect(text).toContain(wizard.finishedBefore ?? wizard.finished);
    expect(await wizard.count()).toBe(before + 1);
    expect(await stage.inspector.step(person.id)).toBeUndefined();
  });

  test('has one effect when it crashes at its end, and afterwards takes its last word for no other', async () => {
    const wizard = stage.named(flow);
    const person = stage.person(await wizard.account());
    await wizard.forget?.();
    const before = await wizard.count();
    await walk(wizard, person);
    await stage.inspector.crashAtMark(flow === 'file' ? 2 : 1);
    stage.forgive(/crash at the mark/);
    const { text } = await wizard.finish(person);
    expect(text).toContain(wizard.finished);
    await stage.inspector.crashNoMore();
    await stage.takeCalls();
    await stage.restart();
    expect((await stage.takeCalls()).filter(({ method }) => method !== 'getMe')).toEqual([]);
    // Whoever reads a file is logged each time.
    expect(await wizard.count()).toBe(before + (flow === 'file' ? 2 : 1));
    expect(await stage.inspector.step(person.id)).toBeUndefined();
  });

  test('leaves no buttons on what was answered, by a press or a word, nor on anything once it is over', async () => {
    const wizard = stage.named(flow);
    const person = stage.person(await wizard.account());
    await wizard.forget?.();
    await stage.takeCalls();
    const known = new Set(stage.keyboards(person.id).map(({ messageId }) => messageId));
    const live = async () => {
      await stage.takeCalls();
      const added = stage.keyboards(person.id).filter(({ messageId }) => !known.has(messageId));
      return added.filter(({ buttons }) =>
        buttons.some(({ text }) => ASKING.includes(text) || text === wizard.confirm),
      );
    };
    await walk(wizard, person, async (step) => {
      for (const [text] of step.wrong) await person.send(text);
      await person.send('/nonsense');
      expect((await live()).length).toBeLessThanOrEqual(1);
    });
    await wizard.finish(person);
    expect(await live()).toEqual([]);
  });

  test('has one effect when every update comes ten times more, in any order', async () => {
    const wizard = stage.named(flow);
    const person = stage.person(await wizard.account());
    const before = await wizard.count();
    const known = stage.updates().length;
    const repeat = async () => {
      const updates = stage.updates().slice(known);
      const mark = await stage.inspector.step(person.id);
      await stage.takeCalls();
      await stage.repeat(shuffled(Array.from({ length: 10 }, () => updates).flat()));
      expect(await stage.takeCalls()).toEqual([]);
      expect(await stage.inspector.step(person.id)).toEqual(mark);
    };
    await walk(wizard, person, repeat);
    expect((await wizard.finish(person)).text).toContain(wizard.finished);
    await repeat();
    expect(await wizard.count()).toBe(before + 1);
  });

  test('does once what is confirmed twice, at once or later', async () => {
    const wizard = stage.named(flow);
    const { confirm } = wizard;
    const person = stage.person(await wizard.account());
    await wizard.forget?.();
    const before = await wizard.count();
    await walk(wizard, person);
    if (confirm === undefined) {
      // Finished by a word: the same word again is a word like any other.
      await wizard.finish(person);
      expect(await stage.inspector.step(person.id)).toBeUndefined();
    } else {
      const data = await person.dataOf(confirm);
      await person.pressTogether([data, data, data]);
      await person.pressData(data);
    }
    expect(await wizard.count()).toBe(before + 1);
  });
});
