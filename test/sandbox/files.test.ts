import { describe, expect, test } from 'vitest';
import { ANN, BEN, BOT, TOKEN, checkAnswer, useSandbox } from './open-sandbox.ts';
import type { Answer, SentMessage } from './open-sandbox.ts';
import { jpegHead, png } from './pictures.ts';

const sandbox = useSandbox();
type PhotoMessage = SentMessage & { photo: { file_id: string; width: number; height: number }[] };
type DocumentMessage = SentMessage & {
  document: { file_id: string; file_name: string; mime_type: string; file_size: number };
};

async function upload(
  method: string,
  field: string,
  file: Blob,
  name: string,
  more: Record<string, string> = {},
) {
  const form = new FormData();
  form.set('chat_id', String(ANN));
  for (const [key, value] of Object.entries(more)) form.set(key, value);
  form.set(field, file, name);
  const response = await fetch(sandbox.at(method), { method: 'POST', body: form });
  const answer = (await response.json()) as Answer;
  checkAnswer(method, answer);
  return answer;
}
const blob = (bytes: Uint8Array | string, type = '') =>
  new Blob([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)], { type });
const download = async (path: string, token = TOKEN) => fetch(`${sandbox.url}/file/bot${token}/${path}`);

async function bytesOf(fileId: string): Promise<Buffer> {
  const { file_path: path } = await sandbox.result<{ file_path: string }>('getFile', { file_id: fileId });
  const response = await download(path);
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

describe('a photo', () => {
  test('goes up with its size and comes down byte for byte', async () => {
    const picture = png(40, 30);
    const { result } = await upload('sendPhoto', 'photo', blob(picture), 'a.png', {
      caption: '*学习*',
      parse_mode: 'MarkdownV2',
    });
    const { photo, caption } = result as PhotoMessage;
    expect(photo).toMatchObject([{ width: 40, height: 30 }]);
    expect(caption).toBe('学习');
    expect((await bytesOf(photo[0]?.file_id ?? '')).equals(picture)).toBe(true);
  });

  test('is sent again by its id, and taken from an attach:// name', async () => {
    const { result } = await upload('sendPhoto', 'photo', blob(png(10, 10)), 'a.png');
    const id = (result as PhotoMessage).photo[0]?.file_id ?? '';
    expect(await sandbox.result('sendPhoto', { chat_id: BEN, photo: id })).toMatchObject({
      photo: [{ file_id: id }],
    });
    const named = await upload('sendPhoto', 'mine', blob(jpegHead(300, 200)), 'b.jpg', {
      photo: 'attach://mine',
    });
    expect((named.result as PhotoMessage).photo).toMatchObject([{ width: 300, height: 200 }]);
  });

  test.each([
    ['no picture', blob('plain text'), 'IMAGE_PROCESS_FAILED'],
    ['an empty file', blob(''), 'file must be non-empty'],
    ['a strip 1 by 21', blob(png(1, 21)), 'PHOTO_INVALID_DIMENSIONS'],
    ['one of 10,001 by 2', blob(jpegHead(9999, 2)), 'PHOTO_INVALID_DIMENSIONS'],
  ])('is not %s', async (_, file, why) => {
    expect(await upload('sendPhoto', 'photo', file, 'x.png')).toMatchObject({
      error_code: 400,
      description: `Bad Request: ${why}`,
    });
  });
});

describe('a document', () => {
  test('keeps its name and kind, Chinese and all', async () => {
    const { result } = await upload(
      'sendDocument',
      'document',
      blob('姓名,工号', 'text/csv; charset=utf-8'),
      '名册 2026.csv',
    );
    const { document } = result as DocumentMessage;
    expect(document).toMatchObject({ file_name: '名册 2026.csv', mime_type: 'text/csv', file_size: 13 });
    expect((await bytesOf(document.file_id)).toString()).toBe('姓名,工号');
    expect(await sandbox.client.chat(BOT, ANN)).toMatchObject({
      messages: expect.arrayContaining([
        expect.objectContaining({ document: expect.objectContaining({ name: '名册 2026.csv' }) }),
      ]),
    });
  });

  test('gives and takes its caption by an edit', async () => {
    const { result } = await upload('sendDocument', 'document', blob('x'), 'x.txt');
    const where = { chat_id: ANN, message_id: (result as DocumentMessage).message_id };
    expect(await sandbox.result('editMessageCaption', { ...where, caption: 'new' })).toMatchObject({
      caption: 'new',
    });
    expect(await sandbox.call('editMessageCaption', { ...where, caption: 'new' })).toMatchObject({
      description: expect.stringContaining('message is not modified'),
    });
    expect(await sandbox.call('editMessageText', { ...where, text: 'x' })).toMatchObject({
      description: 'Bad Request: there is no text in the message to edit',
    });
    expect(await sandbox.result('editMessageCaption', where)).not.toHaveProperty('caption');
  });

  test('has a caption of at most 1,024 UTF-16 units', async () => {
    const fits = { caption: `<i>${'注'.repeat(1024)}</i>`, parse_mode: 'HTML' };
    expect(await upload('sendDocument', 'document', blob('x'), 'x.txt', fits)).toMatchObject({ ok: true });
    const long = await upload('sendDocument', 'document', blob('x'), 'x.txt', { caption: '注'.repeat(1025) });
    expect(long).toMatchObject({ error_code: 400, description: 'Bad Request: message caption is too long' });
  });

  test('of a kind that is no kind is plain bytes', async () => {
    const form = [
      '--x',
      `content-disposition: form-data; name="chat_id"`,
      '',
      String(ANN),
      '--x',
      'content-disposition: form-data; name="document"; filename="../../etc/x.txt"',
      'content-type: 文/"件',
      '',
      'hello',
      '--x--',
      '',
    ].join('\r\n');
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const response = await fetch(sandbox.at('sendDocument'), { method: 'POST', headers, body: form });
    const { result } = (await response.json()) as { result: DocumentMessage };
    expect(result.document.mime_type).toBe('application/octet-stream');
    const shown = await fetch(`${sandbox.url}/sandbox/api/files/${result.document.file_id}`);
    expect(shown.status).toBe(200);
    expect(await shown.text()).toBe('hello');
  });
});

describe('getFile and download', () => {
  test('refuse what is not there or belongs to another bot', async () => {
    const { result } = await upload('sendDocument', 'document', blob('secret'), 'x.txt');
    const { document } = result as DocumentMessage;
    expect(await sandbox.call('getFile', { file_id: 'nonsense' })).toMatchObject({
      error_code: 400,
      description: 'Bad Request: invalid file_id',
    });
    expect(await sandbox.call('getFile')).toMatchObject({
      description: 'Bad Request: file_id not specified',
    });
    const other = `${BOT + 6}:a_token_for_the_tests_only`;
    const asked = await fetch(`${sandbox.at('getFile', other)}?file_id=${document.file_id}`);
    expect(await asked.json()).toMatchObject({ description: 'Bad Request: invalid file_id' });
    const { file_path: path } = await sandbox.result<{ file_path: string }>('getFile', {
      file_id: document.file_id,
    });
    expect((await download(path, other)).status).toBe(404);
    expect((await download(path, `${BOT}:another_secret_of_that_bot`)).status).toBe(404);
    expect((await download('documents/..%2f..%2fjournal.jsonl')).status).toBe(404);
  });

  test.each([
    ['no file', { chat_id: ANN }, 'there is no photo in the request'],
    ['an unknown id', { chat_id: ANN, photo: 'nonsense' }, 'wrong file identifier/HTTP URL specified'],
    [
      'an attachment that is not there',
      { chat_id: ANN, photo: 'attach://x' },
      'there is no photo in the request',
    ],
    ['an address', { chat_id: ANN, photo: 'https://a.cn/x.png' }, 'failed to get HTTP URL content'],
  ])('sendPhoto refuses %s', async (_, params, why) => {
    expect(await sandbox.call('sendPhoto', params)).toMatchObject({ description: `Bad Request: ${why}` });
  });

  test('a document is not sent as a photo', async () => {
    const { result } = await upload('sendDocument', 'document', blob(png(9, 9)), 'x.png');
    const { file_id: photo } = (result as DocumentMessage).document;
    expect(await sandbox.call('sendPhoto', { chat_id: ANN, photo })).toMatchObject({
      description: "Bad Request: can't use file of type Document as Photo",
    });
  });
});

describe("a person's own file", () => {
  test('reaches the bot as a photo or a document, and the bot can fetch it', async () => {
    await sandbox.updates();
    const picture = new Uint8Array(png(20, 10));
    await sandbox.client.sendFile(BOT, ANN, {
      name: 'p.png',
      bytes: picture,
      kind: 'photo',
      caption: '/see 看',
    });
    await sandbox.client.sendFile(BOT, ANN, { name: '证明.txt', bytes: Buffer.from('ok'), kind: 'document' });
    const [first, second] = await sandbox.updates();
    const photo = (first?.message as PhotoMessage | undefined)?.photo ?? [];
    expect(first).toMatchObject({
      message: { caption: '/see 看', caption_entities: [{ type: 'bot_command' }] },
    });
    expect((await bytesOf(photo[0]?.file_id ?? '')).equals(Buffer.from(picture))).toBe(true);
    expect(second).toMatchObject({ message: { document: { file_name: '证明.txt' } } });
    const document = (second?.message as DocumentMessage | undefined)?.document;
    expect((await bytesOf(document?.file_id ?? '')).toString()).toBe('ok');
  });

  test('is refused when it is empty, no picture, or of no kind', async () => {
    const send = (kind: string, bytes: string) =>
      sandbox.client.sendFile(BOT, ANN, { name: 'x', bytes: Buffer.from(bytes), kind });
    await expect(send('document', '')).rejects.toThrow('400 the file is empty');
    await expect(send('photo', 'text')).rejects.toThrow('400 this is no PNG, JPEG or WebP picture');
    await expect(send('video', 'x')).rejects.toThrow('400 kind: expected photo or document');
  });
});
