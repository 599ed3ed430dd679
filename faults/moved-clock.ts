import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A clock that a fault moves, at the address that the product follows: real time plus an offset. */
export type MovedClock = {
  url: string;
  now: () => number;
  moveBy: (ms: number) => void;
  stop: () => Promise<void>;
};

/** Answers at once with the offset, or, asked `?after=` the present one, when it has changed. */
export async function startMovedClock(): Promise<MovedClock> {
  let offset = 0;
  const waiting = new Set<ServerResponse>();
  const say = (response: ServerResponse): void => void response.end(JSON.stringify({ offsetMs: offset }));
  const server = createServer((request, response) => {
    const after = new URL(request.url ?? '/', 'http://localhost').searchParams.get('after');
    if (after === null || Number(after) !== offset) return say(response);
    waiting.add(response);
    response.once('close', () => waiting.delete(response));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    now: () => Date.now() + offset,
    moveBy: (ms) => {
      offset += ms;
      for (const response of waiting) say(response);
      waiting.clear();
    },
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
