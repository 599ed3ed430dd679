import { expect, test } from 'vitest';
import { writeMeetingCalendar } from '../../src/documents/meeting-calendar.ts';

const ENTRY = {
  id: '019ab3c4-7d5e-7f60-8a1b-2c3d4e5f6071',
  title: '学习《中国共产党纪律处分条例》，请党员带好笔记本；结束后交流',
  place: '青石第一村村委会二楼会议室，靠近文化广场一侧的那一间',
  startsAt: new Date('2026-11-27T15:00:00+08:00'),
  minutes: 90,
  moves: 2,
  now: new Date('2026-11-25T10:00:00+08:00'),
};

/** The content lines of a calendar file, unfolded (RFC 5545, 3.1). */
const linesOf = (body: Uint8Array): string[] =>
  new TextDecoder('utf-8', { fatal: true })
    .decode(body)
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n');

test('has the time in UTC, and the words whole', () => {
  const lines = linesOf(writeMeetingCalendar(ENTRY));
  expect(lines).toContain('DTSTART:20261127T070000Z');
  expect(lines).toContain('DTEND:20261127T083000Z');
  expect(lines).toContain('DTSTAMP:20261125T020000Z');
  expect(lines).toContain('SEQUENCE:2');
  expect(lines).toContain(`UID:${ENTRY.id}@qingfeng`);
  expect(lines).toContain(`SUMMARY:${ENTRY.title}`);
  expect(lines).toContain(`LOCATION:${ENTRY.place}`);
  expect(lines.filter((line) => /TZID|VTIMEZONE/.test(line))).toEqual([]);
});

test('folds Chinese between characters, into lines of 75 bytes at most', () => {
  const lines = new TextDecoder().decode(writeMeetingCalendar(ENTRY)).split('\r\n');
  expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  expect(lines.join('')).not.toContain('\ufffd');
});

test('keeps what somebody writes inside its field', () => {
  const title = 'a; b, c\\d\nEND:VEVENT\r\nATTACH:http://x';
  const lines = linesOf(writeMeetingCalendar({ ...ENTRY, title }));
  expect(lines.filter((line) => line.startsWith('END:VEVENT'))).toHaveLength(1);
  expect(lines.some((line) => line.startsWith('ATTACH'))).toBe(false);
});
