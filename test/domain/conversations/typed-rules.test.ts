import { describe, expect, test } from 'vitest';
import { findTyped, type Shown } from '../../../src/domain/conversations/typed-rules.ts';

const shown = (messageId: number, labels: Record<string, string>, takenBy: number | null = null): Shown => ({
  messageId,
  takenBy,
  buttons: Object.entries(labels).map(([label, data]) => ({ label, data })),
});
const notice = (id: number, takenBy: number | null = null) =>
  shown(id, { 收到: `notice.answer:${id}`, 有疑问: `thread.ask:${id}` }, takenBy);
const list = shown(9, { '1 答题': 'quiz.open', '2 看通知': 'notice.read:x', 上一步: 'back' });
const press = (all: readonly Shown[], text: string, update = 100) => findTyped(all, text, update)?.data;

describe('a word presses', () => {
  test('the button of that name, the newest first, however it was typed', () => {
    expect(press([notice(2), notice(1)], '收到')).toBe('notice.answer:2');
    expect(press([notice(2), notice(1)], ' 收到。')).toBe('notice.answer:2');
    expect(press([shown(3, { '✓ B': 'notice.check:1' })], 'Ｂ')).toBe('notice.check:1');
    expect(press([notice(1)], '好的')).toBeUndefined();
    expect(press([notice(1)], '')).toBeUndefined();
  });

  test('what an earlier message has, where the newest has nothing of the name', () => {
    expect(press([list, notice(1)], '有疑问')).toBe('thread.ask:1');
  });

  test('each message once, and the same again for the same update', () => {
    const after = [notice(2, 100), notice(1)];
    expect(press(after, '收到', 101)).toBe('notice.answer:1');
    expect(press(after, '收到', 100)).toBe('notice.answer:2');
  });

  test('by number, of the newest message alone', () => {
    expect(press([list], '1')).toBe('quiz.open');
    expect(press([list], '看通知')).toBe('notice.read:x');
    expect(press([notice(1), list], '1')).toBeUndefined();
  });

  test('by how a label begins, where one button fits', () => {
    const interview = shown(1, { 确认参加: 'yes', 申请改期: 'move', 不能参加: 'no' });
    expect(press([interview], '确认')).toBe('yes');
    expect(press([shown(1, { 确认参加: 'a', 确认发送: 'b' })], '确认')).toBeUndefined();
    expect(press([interview], '不')).toBeUndefined();
  });

  test('no letter of a question, which may be answered by several', () => {
    expect(press([shown(1, { A: 'quiz.press:id:0:0' })], 'A')).toBeUndefined();
    expect(press([shown(1, { A: 'study.press:id:0' })], 'a')).toBeUndefined();
  });
});
