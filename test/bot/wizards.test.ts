import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { words } from '../loop/words.ts';
import type { BotPerson } from '../support/bot-person.ts';
import { startReceipts, type ReceiptsStage } from './receipts-stage.ts';
import { shortWizardsOf } from './short-wizards.ts';
import { wizardsOf } from './wizards.ts';
import type { Wizard } from './wizards.ts';

const w = words.zh;
const FLOWS = Object.keys(w.people.flows);
/** Buttons that only a question to be answered has. */
const ASKING = [w.common.cancel, w.visits.skip];
const DAY = 86_400_000;

let stage: ReceiptsStage;
let wizards: Wizard[];
beforeAll(async () => {
  stage = await startReceipts();
  wizards = [...wizardsOf(stage), ...shortWizardsOf(stage)];
});
afterAll(() => stage.close());

const named = (flow: string): Wizard => {
  const wizard = wizards.find((it) => it.flow === flow);
  if (!wizard) throw new Error(`there is no wizard ${flow}`);
  return wizard;
};

/** Goes through the steps, and calls back after each. */
async function walk(
  wizard: Wizard,
  person: BotPerson,
  each: (step: Wizard['steps'][number], at: number) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  for (const [at, step] of wizard.steps.entries()) {
    expect((await step.go(person)).text).toContain(step.shows);
    await each(step, at);
  }
}
/** Everything but what the walks themselves put there: drafts, and the interview that is to be answered. */
async function printed(): Promise<Record<string, string>> {
  const {
    assessment_submissions: _drafts,
    interviews: _asked,
    ...rest
  } = await stage.inspector.fingerprint();
  const arranged = await stage.inspector
    .sql`select id::text, state from interviews where place <> 'x' order by id`;
  return { ...rest, arranged: JSON.stringify(arranged) };
}
const isKept = (flow: string) => flow === 'assessment';
const shuffled = <T>(items: readonly T[]): T[] =>
  items
    .map((item) => ({ item, at: Math.random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);

test('every wizard of the bot is tried here', () => {
  expect(wizards.map(({ flow }) => flow).toSorted()).toEqual(FLOWS.toSorted());
});

describe.each(FLOWS)('the wizard %s', (flow) => {
  test('goes on after a restart at each step, and after a crash before the mark', async () => {
    const wizard = named(flow);
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
    const wizard = named(flow);
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
    const wizard = named(flow);
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
    const wizard = named(flow);
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
    const wizard = named(flow);
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

  test('is left by /cancel at each step, which says what became of it', async () => {
    const wizard = named(flow);
    const person = stage.person(await wizard.account());
    const before = await wizard.count();
    const said = isKept(flow) ? w.people.cancelledKept : w.people.cancelled;
    for (const last of wizard.steps.keys()) {
      if (isKept(flow) && last > 0)
        await stage.inspector.sql`delete from assessment_submissions where state = 'draft'`;
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
    const wizard = named(flow);
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
    const wizard = named(flow);
    const person = stage.person(await wizard.account());
    await wizard.forget?.();
    await walk(wizard, person, async () => {
      const mark = await stage.inspector.step(person.id);
      for (const command of ['/menu', '/help', '/notices', '/language', '/board', '/people'])
        await person.send(command);
      expect(await stage.inspector.step(person.id)).toEqual(mark);
    });
    const [first] = named(flow === 'interview-answer' ? 'assessment' : 'interview-answer').steps;
    const { text } = (await first?.go(person)) ?? { text: '' };
    const said = isKept(flow) ? w.people.droppedKept : w.people.dropped;
    expect(text).toContain(`${said(w.people.flows[wizard.flow])}\n\n${first?.shows}`);
    await person.send('/cancel');
  });

  test('says after 24 hours that it ended, for a word, a picture and a press, and offers to begin again', async () => {
    const wizard = named(flow);
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
    const wizard = named(flow);
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

  test('does once what is confirmed twice, at once or later', async () => {
    const wizard = named(flow);
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
