import { Socket } from 'node:net';

const LOOK_EVERY_MS = 500;

/** As much of postgres.js's options as says where the server is. */
type Address = { host: string[]; port: number[]; path?: string };

/**
 * Makes connections that are dropped once nothing was heard on them for `silenceMs`: the other end is gone and nobody
 * says so (a pulled cable, a NAT that forgot). TCP by itself takes a quarter of an hour to notice. A connection that
 * rests is dropped as well, which costs one connect when it is needed again.
 * @param silenceMs longer than any statement may take
 */
export function createSocketMaker(silenceMs: number): (address: Address) => Socket {
  return ({ host: [host = '127.0.0.1'], port: [port = 5432], path }) => {
    const socket = new Socket();
    let bytes = 0;
    let heardAt = performance.now();
    const watch = setInterval(() => {
      // postgres.js takes every listener off a socket that it encrypts, so its end is looked for here.
      if (socket.destroyed) return clearInterval(watch);
      const now = performance.now();
      if (socket.bytesRead !== bytes) heardAt = now;
      bytes = socket.bytesRead;
      if (now - heardAt > silenceMs)
        socket.destroy(
          Object.assign(new Error('the database has fallen silent'), { code: 'CONNECTION_SILENT' }),
        );
    }, LOOK_EVERY_MS).unref();
    // What is written before it is connected waits inside it.
    if (path) socket.connect(path);
    else socket.connect(port, host);
    return Object.assign(socket, { host });
  };
}
