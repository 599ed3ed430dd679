import { expect, test } from 'vitest';
import { readQuietHours } from '../../../src/domain/people/quiet-hours.ts';

test.each([
  ['22:00-07:00', '22:00', '07:00'],
  ['22：00 至 7：00', '22:00', '07:00'],
  ['22-7', '22:00', '07:00'],
  ['２１:30～6:15', '21:30', '06:15'],
  ['9pm', undefined, undefined],
  ['22:00', undefined, undefined],
  ['24:00-07:00', undefined, undefined],
  ['22:60-07:00', undefined, undefined],
  ['22:00-07:00-08:00', undefined, undefined],
])('quiet hours are read as people type them: %s', (text, from, to) => {
  expect(readQuietHours(text)).toEqual(from === undefined ? undefined : { from, to });
});
