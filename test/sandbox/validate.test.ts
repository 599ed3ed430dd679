import { expect, test } from 'vitest';
import { validateCall, validateResult, validateType } from '../../src/sandbox/api/validate.ts';

/** The bench itself: a check that finds nothing wrong with anything would make every other test empty. */
test.each([
  ['a call that fits', () => validateCall('sendMessage', { chat_id: 1, text: 'x' }), []],
  ['a missing parameter', () => validateCall('sendMessage', { chat_id: 1 }), ['text is missing']],
  [
    'a parameter of old',
    () => validateCall('sendPoll', { chat_id: 1, question: 'x', options: [], correct_option_id: 1 }),
    ['correct_option_id is not a known field'],
  ],
  ['an unknown method', () => validateCall('sendPigeon', {}), ['sendPigeon is not a known method']],
  [
    'a number as text, deep inside',
    () =>
      validateCall('sendMessage', {
        chat_id: 1,
        text: 'x',
        reply_markup: { inline_keyboard: [[{ text: 1, callback_data: 'a' }]] },
      }),
    ['reply_markup.inline_keyboard[0][0].text must be String, not number'],
  ],
  [
    'a message without its chat',
    () => validateResult('sendMessage', { message_id: 1, date: 1 }),
    ['result.chat is missing'],
  ],
  [
    'true where a message is due',
    () => validateResult('sendMessage', true),
    ['result must be Message, not boolean'],
  ],
  [
    'an update with a field too many',
    () => validateType('Update', { update_id: 1, massage: {} }),
    ['Update.massage is not a known field'],
  ],
  [
    'a status that is not one of the six',
    () => validateType('ChatMember', { status: 'guest', user: { id: 1, is_bot: false, first_name: 'x' } }),
    expect.arrayContaining([expect.stringContaining('status must be')]),
  ],
])('sees %s', (_, validate, problems) => {
  expect(validate()).toEqual(problems);
});
