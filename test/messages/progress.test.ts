import { describe, expect, test } from 'vitest';
import { progressView, secondsLeft, type ProgressView } from '../../src/messages/progress.ts';
import { shown } from '../loop/actor.ts';

const progress: ProgressView = {
  noticeId: '019ab3c4-7d5e-7f60-8a1b-2c3d4e5f6071',
  text: '今晚有强降雨，请各村安排值守。',
  sent: 214,
  failed: 3,
  unknown: 0,
  cancelled: 0,
  waiting: 198,
  recent: 500,
  recentSeconds: 20,
  resumesAt: null,
};
const barOf = (change: Partial<ProgressView>, language: 'zh' | 'en' = 'zh') =>
  shown(progressView(language, { ...progress, ...change }).text).split('\n')[1];

describe('the bar of a notice on its way', () => {
  test('says how far it is, what failed, and how long it takes at the rate of late', () => {
    expect(barOf({})).toBe('▓▓▓▓▓░░░░░ 52% · 已送达 214 · 未能送达 3 · 约剩 8 秒');
    expect(barOf({}, 'en')).toBe('▓▓▓▓▓░░░░░ 52% · delivered 214 · not reached 3 · about 8 s left');
    expect(barOf({ waiting: 20_000 })).toContain('约剩 14 分钟');
  });

  test('says nothing of time while nothing moves, or it is too early to tell', () => {
    expect(secondsLeft({ ...progress, recent: 0 })).toBeUndefined();
    expect(secondsLeft({ ...progress, recentSeconds: 0.4 })).toBeUndefined();
    expect(barOf({ recent: 0 })).toBe('▓▓▓▓▓░░░░░ 52% · 已送达 214 · 未能送达 3');
  });

  test('is full at the end, and names what nobody knows and what was stopped', () => {
    const done = { waiting: 0, sent: 409, unknown: 3 };
    expect(barOf(done)).toBe('▓▓▓▓▓▓▓▓▓▓ 100% · 已送达 409 · 未能送达 3 · 送达不明 3');
    expect(barOf({ waiting: 0, cancelled: 198 })).toContain('没有发 198');
  });

  test('says when it goes on after quiet hours', () => {
    const view = progressView('zh', { ...progress, resumesAt: '2026-11-25T23:30:00Z' });
    expect(shown(view.text)).toContain('其余 198 人在免打扰时段，11 月 26 日（周四）07:30 起发送');
  });
});
