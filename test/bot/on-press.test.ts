import { Composer } from 'telegraf';
import { expect, test } from 'vitest';
import type { BotContext } from '../../src/bot/context.ts';
import { onPress, pressesOf } from '../../src/bot/on-press.ts';

const nothing = () => Promise.resolve();

test('a button with two handlers is a mistake, in one composer as in two', () => {
  const [first, second] = [new Composer<BotContext>(), new Composer<BotContext>()];
  onPress(first, 'quiz.press', nothing);
  expect(() => onPress(first, 'quiz.press', nothing)).toThrow('two handlers for the button quiz.press');
  onPress(second, 'quiz.press', nothing);
  expect(() => pressesOf([first, second], nothing)).toThrow('two handlers for the button quiz.press');
});
