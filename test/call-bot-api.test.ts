import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { callBotApi } from '../src/call-bot-api.ts';

/** One call to a server that begins its answer and then does something else. */
async function call(goOn: (response: ServerResponse) => void): Promise<unknown> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('{"ok":true,', () => goOn(response));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const apiRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    return await callBotApi({ apiRoot, token: '1:x' }, 'sendMessage', {}, 300);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test('an answer that is cut off in the middle is no answer', async () => {
  await expect(call((response) => void response.destroy())).rejects.toMatchObject({ code: 'ECONNRESET' });
});

test('an answer that stops in the middle is given up after its time', async () => {
  await expect(call(() => undefined)).rejects.toMatchObject({ code: 'ETIMEDOUT' });
});
