import { expect, test } from 'vitest';
import { afterQuietHours, quietly } from '../../../src/domain/schedule/quiet-hours.ts';

const local = (time: string): Date => new Date(`${time}+08:00`);
const NIGHT = { from: '21:00', to: '07:30' };
const NOON = { from: '12:00', to: '14:00' };

test.each([
  [NIGHT, '2026-11-25T20:59:59.999', '2026-11-25T20:59:59.999'],
  [NIGHT, '2026-11-25T21:00:00', '2026-11-26T07:30:00'],
  [NIGHT, '2026-11-25T23:59:59', '2026-11-26T07:30:00'],
  [NIGHT, '2026-11-26T00:00:00', '2026-11-26T07:30:00'],
  [NIGHT, '2026-11-26T07:29:59.999', '2026-11-26T07:30:00'],
  [NIGHT, '2026-11-26T07:30:00', '2026-11-26T07:30:00'],
  [NIGHT, '2026-12-31T22:00:00', '2027-01-01T07:30:00'],
  [NOON, '2026-11-25T11:59:59', '2026-11-25T11:59:59'],
  [NOON, '2026-11-25T12:00:00', '2026-11-25T14:00:00'],
  [NOON, '2026-11-25T14:00:00', '2026-11-25T14:00:00'],
])('under %j what is said at %s goes out at %s', (hours, now, out) => {
  expect(afterQuietHours(hours, local(now))).toEqual(local(out));
  expect(quietly(hours, local(now))).toEqual({ now: local(now), notBefore: local(out) });
});
