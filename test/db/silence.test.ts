import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createSocketMaker } from '../../src/db/silence.ts';

it('drops a connection that has been silent for too long, and none on which something is heard', async () => {
  const accepted: Socket[] = [];
  const server = createServer((socket) => void accepted.push(socket));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = { host: ['127.0.0.1'], port: [(server.address() as AddressInfo).port] };
  const open = createSocketMaker(600);
  const [silent, speaking] = [open(address), open(address)];
  try {
    for (const socket of [silent, speaking]) socket.resume();
    const dropped = once(silent, 'error');
    await expect.poll(() => accepted.length).toBe(2);
    const heard = accepted.find(({ remotePort }) => remotePort === speaking.localPort);
    const words = setInterval(() => heard?.write('.'), 100);
    try {
      expect(await dropped).toMatchObject([{ code: 'CONNECTION_SILENT' }]);
      await pause(600);
      expect(speaking.destroyed).toBe(false);
    } finally {
      clearInterval(words);
    }
  } finally {
    for (const socket of [silent, speaking, ...accepted]) socket.destroy();
    server.close();
  }
});
