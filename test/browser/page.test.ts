import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { ANN, BEN, BOT, TOKEN, useSandbox } from '../sandbox/open-sandbox.ts';
import { png } from '../sandbox/pictures.ts';
import { openPage } from './open-page.ts';
import type { OpenPage } from './open-page.ts';

const PHONE = { width: 390, height: 844 };
const LAPTOP = { width: 1280, height: 800 };

describe.skipIf(process.env.NO_BROWSER === '1')("the sandbox's page", () => {
  const sandbox = useSandbox({ page: true });
  let open: OpenPage;
  let page: Page;
  const id = (name: string): Locator => page.getByTestId(name);
  const messages = (user = ANN) => id(`chat-${user}`).getByTestId('message');
  const chatWith = async (user = ANN) => {
    await page.goto(`${sandbox.url}/#/bot/${BOT}/users/${user}`);
    await id(`composer-${user}`)
      .or(id(`unblock-${user}`))
      .waitFor();
  };
  /** The last of what came to the bot since it was last asked; waits for something to come. */
  const heard = async () => {
    const updates = await sandbox.updates({ timeout: 5 });
    return updates.at(-1) ?? {};
  };

  beforeAll(async () => {
    open = await openPage(sandbox.url, { locale: 'zh-CN' });
    page = open.page;
    page.setDefaultTimeout(10_000);
  });
  afterAll(() => open.close());
  beforeEach(async () => {
    await page.setViewportSize(PHONE);
    await sandbox.updates();
  });

  async function fileAt(fileId: string): Promise<Buffer> {
    const { file_path: path } = await sandbox.result<{ file_path: string }>('getFile', { file_id: fileId });
    const response = await fetch(`${sandbox.url}/file/bot${TOKEN}/${path}`);
    return Buffer.from(await response.arrayBuffer());
  }
  async function botSends(method: string, field: string, bytes: Buffer, name: string, more = {}) {
    const form = new FormData();
    for (const [key, value] of Object.entries({ chat_id: ANN, ...more })) form.set(key, String(value));
    form.set(field, new Blob([new Uint8Array(bytes)]), name);
    expect((await fetch(sandbox.at(method), { method: 'POST', body: form })).status).toBe(200);
  }

  test('sends a photo with its caption', async () => {
    const picture = png(60, 40);
    await chatWith();
    await id(`attach-${ANN}`).click();
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: '照片' }).click(),
    ]);
    await chooser.setFiles({ name: '现场.png', mimeType: 'image/png', buffer: picture });
    await id('upload-caption').fill('今早的水位');
    await id('upload-send').click();
    const { message } = (await heard()) as { message?: { photo?: { file_id: string }[]; caption?: string } };
    expect(message?.caption).toBe('今早的水位');
    expect((await fileAt(message?.photo?.[0]?.file_id ?? '')).equals(picture)).toBe(true);
    await messages().last().getByTestId('photo').waitFor();
  });

  test('sends a file under its Chinese name', async () => {
    await chatWith();
    const buffer = Buffer.from('姓名,工号\n张三,1\n');
    await id(`file-document-${ANN}`).setInputFiles({ name: '名册 2026.csv', mimeType: 'text/csv', buffer });
    await id('upload-send').click();
    const { message } = (await heard()) as {
      message?: { document?: { file_id: string; file_name: string } };
    };
    expect(message?.document?.file_name).toBe('名册 2026.csv');
    expect((await fileAt(message?.document?.file_id ?? '')).equals(buffer)).toBe(true);
  });

  test('shows a photo and enlarges it', async () => {
    await chatWith();
    await botSends('sendPhoto', 'photo', png(80, 50), 'a.png', { caption: '示意图' });
    const photo = messages().filter({ hasText: '示意图' }).getByTestId('photo');
    await expect
      .poll(() => photo.locator('img').evaluate((img) => Reflect.get(img, 'naturalWidth')))
      .toBe(80);
    await photo.click();
    await page.locator('dialog.viewer img').click();
    await page.locator('dialog.viewer').waitFor({ state: 'detached' });
  });

  test('saves a file byte for byte, but only shows a protected one', async () => {
    await chatWith();
    await botSends('sendDocument', 'document', Buffer.from('第一季度'), '汇总.txt');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      messages().filter({ hasText: '汇总.txt' }).getByTestId('document').click(),
    ]);
    expect(download.suggestedFilename()).toBe('汇总.txt');
    expect(readFileSync(await download.path(), 'utf8')).toBe('第一季度');
    await botSends('sendDocument', 'document', Buffer.from('x'), '档案.txt', { protect_content: true });
    const guarded = messages().filter({ hasText: '档案.txt' }).getByTestId('document');
    await guarded.waitFor();
    expect(await guarded.getAttribute('download')).toBeNull();
  });

  test('shows an edited message as edited, and a deleted one no more', async () => {
    await chatWith();
    const { message_id: id } = await sandbox.send(ANN, '原来的话');
    const bubble = messages().and(page.locator(`[data-message-id="${id}"]`));
    await bubble.getByText('原来的话').waitFor();
    await sandbox.result('editMessageText', { chat_id: ANN, message_id: id, text: '改过的话' });
    await bubble.getByText('改过的话').waitFor();
    await bubble.getByText('已编辑').waitFor();
    await sandbox.result('deleteMessage', { chat_id: ANN, message_id: id });
    await bubble.waitFor({ state: 'detached' });
  });

  test('presses a button, waits for its answer and shows it', async () => {
    await chatWith();
    await sandbox.send(ANN, '请确认', {
      reply_markup: { inline_keyboard: [[{ text: '收到', callback_data: 'ack' }]] },
    });
    const button = messages().last().getByTestId('inline-button');
    await button.click();
    const { callback_query: query } = (await heard()) as { callback_query?: { id: string; data: string } };
    expect(query?.data).toBe('ack');
    await expect.poll(() => button.getAttribute('aria-busy')).toBe('true');
    const answer = { callback_query_id: query?.id, text: '已记录', show_alert: true };
    await sandbox.result('answerCallbackQuery', answer);
    await id('alert').getByText('已记录').waitFor();
    await id('alert').getByRole('button').click();
    await expect.poll(() => button.getAttribute('aria-busy')).toBe('false');
  });

  test('opens the command menu, narrows it by typing, and sends a command', async () => {
    const names = ['quiz', 'notices', 'myfile'];
    const commands = names.map((command) => ({ command, description: `命令 ${command}` }));
    await sandbox.result('setMyCommands', { commands });
    await chatWith();
    await id(`commands-${ANN}`).click();
    await id('command').nth(2).waitFor();
    expect(await id('command').allInnerTexts()).toEqual(names.map((it) => `/${it}\n命令 ${it}`));
    await id(`commands-${ANN}`).click();
    await id(`composer-${ANN}`).fill('/n');
    await expect.poll(() => id('command').count()).toBe(1);
    await id('command').click();
    expect(await heard()).toMatchObject({ message: { text: '/notices' } });
    await id('command').waitFor({ state: 'detached' });
  });

  test('blocks the bot and takes it back', async () => {
    await chatWith();
    await id(`chat-menu-${ANN}`).click();
    await id(`block-${ANN}`).click();
    await id(`unblock-${ANN}`).waitFor();
    expect(await heard()).toMatchObject({ my_chat_member: { new_chat_member: { status: 'kicked' } } });
    expect(await sandbox.call('sendMessage', { chat_id: ANN, text: 'x' })).toMatchObject({ error_code: 403 });
    await id(`unblock-${ANN}`).click();
    await id(`composer-${ANN}`).waitFor();
    expect(await heard()).toMatchObject({ my_chat_member: { new_chat_member: { status: 'member' } } });
    expect(await sandbox.call('sendMessage', { chat_id: ANN, text: 'x' })).toMatchObject({ ok: true });
  });

  test('shows several people side by side, each with their own chat', async () => {
    await page.setViewportSize(LAPTOP);
    await chatWith();
    await id(`beside-${BEN}`).click();
    await id(`composer-${BEN}`).waitFor();
    await sandbox.send(ANN, '给安娜');
    await sandbox.send(BEN, 'for Ben');
    await messages(ANN).filter({ hasText: '给安娜' }).waitFor();
    await messages(BEN).filter({ hasText: 'for Ben' }).waitFor();
    expect(await messages(ANN).filter({ hasText: 'for Ben' }).count()).toBe(0);
    expect(new URL(page.url()).hash).toBe(`#/bot/${BOT}/users/${ANN},${BEN}`);
    await page.reload();
    await id(`composer-${BEN}`).waitFor();
    await id(`close-${ANN}`).click();
    await id(`chat-${ANN}`).waitFor({ state: 'detached' });
    await sandbox.send(ANN, 'while away');
    await id(`unread-${ANN}`).getByText('1').waitFor();
  });

  test('makes a person who can start the bot', async () => {
    await page.goto(sandbox.url);
    await id('add-person').click();
    await id('new-name').fill('新同志');
    await id('new-language').selectOption('en');
    await id('new-add').click();
    await page.getByRole('button', { name: '开始' }).click();
    expect(await heard()).toMatchObject({
      message: { text: '/start', from: { first_name: '新同志', language_code: 'en' } },
    });
  });

  test('finds people by every word that is typed', async () => {
    await page.goto(sandbox.url);
    await id('person-search').fill('安');
    await expect.poll(() => page.locator('[data-testid^="person-1"]').count()).toBe(1);
    await id('person-search').fill('安 nobody');
    await page.getByText('没有符合条件的人员').waitFor();
  });

  test('speaks the other language at once, and at the next visit', async () => {
    await page.goto(sandbox.url);
    await page.setViewportSize(LAPTOP);
    await page.getByText('选择一位人员开始聊天').waitFor();
    await id('language').click();
    await page.getByText('Choose a person to start chatting').waitFor();
    await page.reload();
    await page.getByText('Choose a person to start chatting').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en-GB');
    await id('language').click();
    await page.getByText('选择一位人员开始聊天').waitFor();
  });

  test('moves the clock forward at once, back only when it is confirmed', async () => {
    await page.goto(sandbox.url);
    await id('clock').click();
    await page.locator('[data-move="1d"]').click();
    await expect.poll(async () => (await sandbox.client.clock()).offsetMs).toBe(86_400_000);
    await id('clock').click();
    await page.locator('[data-move="real"]').click();
    expect((await sandbox.client.clock()).offsetMs).toBe(86_400_000);
    await id('clock-confirm').click();
    await expect.poll(async () => (await sandbox.client.clock()).offsetMs).toBe(0);
  });

  test('does all this without an error of its own', () => {
    expect(open.errors).toEqual([]);
  });
});
