/**
 * The sandbox's page: a local Telegram in the browser, for any number of people at once.
 *
 * Address: `#/bot/<botId>/users/<userId>,<userId>` names the open columns, left to right.
 *
 * For browser tests, `data-testid` (a `<id>` is a user's):
 *   people   `person-search`, `person-<id>` (opens in the active column), `beside-<id>` (in a column of its own),
 *            `filter-all`, `filter-unread`, `filter-invited`, `add-person`, `new-name`, `new-language`, `new-add`, `unread-<id>` (the badge)
 *   page     `bot-choice`, `language`, `no-bots`, `toast`, `alert`
 *   clock    `clock` (opens) `clock-menu`, `clock-move` with `data-move` = 10m | 1h | 1d | morning | monday | real,
 *            `clock-custom` (input, Asia/Shanghai), `clock-set`, `clock-confirm` (asked before going back)
 *   chat     `chat-<id>`, `back-<id>` (narrow), `close-<id>` (wide), `chat-menu-<id>`, `block-<id>`, `typing-<id>`,
 *            `start-<id>`, `unblock-<id>`, `suggest-<id>`, `new-messages-<id>`, `earlier-<id>`
 *   message  `message` with `data-message-id` and `data-from` = user | bot; inside it `message-text`,
 *            `inline-button` (`aria-busy` until answered), `photo`, `document`, `reply-quote`, `reply`,
 *            `poll-option` (`data-chosen` in the results), `poll-vote`, `poll-retract`, `poll-explanation`, `reaction`
 *   input    `composer-<id>` (the textarea), `send-<id>`, `keyboard-toggle-<id>`, `keyboard-button`, `commands-<id>`
 *            (the menu button), `command` with `data-command`, `attach-<id>`, `file-photo-<id>` and
 *            `file-document-<id>` (file inputs), `upload`, `upload-caption`, `upload-send`, `contact-phone`,
 *            `contact-send`
 */
import { render } from 'preact';
import { App } from './app.tsx';
import { startPage } from './state/start-page.ts';
import { PageContext } from './state/page-context.ts';

const root = document.getElementById('app');
if (root) {
  render(
    <PageContext.Provider value={startPage()}>
      <App />
    </PageContext.Provider>,
    root,
  );
}
