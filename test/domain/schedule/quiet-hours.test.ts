import { expect, test } from 'vitest';
import { quietEnd } from '../../../src/domain/schedule/quiet-hours.ts';

const local = (time: string): Date => new Date(`${time}+08:00`);
const NIGHT = { from: '21:00', to: '07:30' };
const NOON = { from: '12:00', to: '14:00' };

test.each([
  [NIGHT, '2026-11-25T20:59:59.999', undefined],
  [NIGHT, '2026-11-25T21:00:00', '2026-11-26T07:30:00'],
  [NIGHT, '2026-11-25T23:59:59', '2026-11-26T07:30:00'],
  [NIGHT, '2026-11-26T00:00:00', '2026-11-26T07:30:00'],
  [NIGHT, '2026-11-26T07:29:59.999', '2026-11-26T07:30:00'],
  [NIGHT, '2026-11-26T07:30:00', undefined],
  [NIGHT, '2026-12-31T22:00:00', '2027-01-01T07:30:00'],
  [NOON, '2026-11-25T11:59:59', undefined],
  [NOON, '2026-11-25T12:00:00', '2026-11-25T14:00:00'],
  [NOON, '2026-11-25T14:00:00', undefined],
  [{ from: '12:00', to: '12:00' }, '2026-11-25T12:00:00', undefined],
])('quiet hours %j at %s end at %s', (hours, now, end) => {
  expect(quietEnd(local(now), hours)).toEqual(end === undefined ? undefined : local(end));
});
