import { connect } from 'node:net';

const encode = (words: string[]) =>
  `*${words.length}\r\n${words.map((w) => `$${Buffer.byteLength(w)}\r\n${w}\r\n`).join('')}`;

/** Says AUTH and PING to a Redis on 127.0.0.1; true when it answered PONG within `timeoutMs`. */
export function isRedisReady(port: number, password: string, timeoutMs = 1000): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    let heard = '';
    const done = (ready: boolean) => {
      socket.destroy();
      resolve(ready);
    };
    socket.setTimeout(timeoutMs, () => done(false));
    socket.once('error', () => done(false));
    socket.once('connect', () => socket.write(encode(['AUTH', password]) + encode(['PING'])));
    socket.on('data', (bytes) => {
      heard += bytes.toString('latin1');
      if (heard.includes('+PONG')) done(true);
      // -LOADING: it is reading its log; the caller asks again.
      else if (heard.startsWith('-') || heard.includes('-LOADING')) done(false);
    });
  });
}
