import { describe, expect, test } from 'vitest';
import { gravityOf, itemFaults } from '../../../src/domain/quizzes/item-fault-rules.ts';

const sound = {
  facility: 0.6,
  discrimination: 0.4,
  efficiency: 0.5,
  guess: 0.25,
  options: [
    { right: false, people: 3 },
    { right: true, people: 6 },
    { right: false, people: 1 },
  ],
};

describe('the figures of a question', () => {
  test('that did as a question should suggest nothing', () => {
    expect(itemFaults(sound)).toEqual([]);
    expect(
      itemFaults({ ...sound, discrimination: null, efficiency: null, guess: null, options: [] }),
    ).toEqual([]);
  });

  test('suggest a fault at the limits of Moodle’s documentation, and not before', () => {
    expect(itemFaults({ ...sound, facility: 0.05 })).toEqual(['too-hard']);
    expect(itemFaults({ ...sound, facility: 0.051 })).toEqual(['below-guess']);
    expect(itemFaults({ ...sound, facility: 0.25 })).toEqual([]);
    expect(itemFaults({ ...sound, facility: 0.051, guess: 0 })).toEqual([]);
    expect(itemFaults({ ...sound, discrimination: 0 })).toEqual([]);
    expect(itemFaults({ ...sound, discrimination: -0.01, efficiency: -0.01 })).toEqual(['inverse']);
    expect(itemFaults({ ...sound, efficiency: 0.149 })).toEqual(['weak']);
    expect(itemFaults({ ...sound, efficiency: 0.15 })).toEqual([]);
  });

  test('suggest a wrong key when one wrong option leads the only right one', () => {
    const led = [{ right: false, people: 7 }, ...sound.options.slice(1)];
    expect(itemFaults({ ...sound, options: led })).toEqual(['wrong-key']);
    expect(
      itemFaults({ ...sound, options: [{ right: false, people: 6 }, ...sound.options.slice(1)] }),
    ).toEqual([]);
    expect(itemFaults({ ...sound, options: [...led, { right: true, people: 1 }] })).toEqual([]);
  });

  test('are as grave as the gravest of what they suggest', () => {
    expect(gravityOf(['weak', 'inverse'])).toBeLessThan(gravityOf(['wrong-key']));
    expect(gravityOf(['too-hard'])).toBeLessThan(gravityOf(['weak']));
  });
});
