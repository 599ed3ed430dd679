import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a server that can fall silent: nobody is told that the other end is gone. */
export type BlackHole = {
  port: number;
  /**
   * From now on nothing comes back on the connections there are, and they are never closed from here. `ways` says what
   * is swallowed: what goes to the server too, or only its answers. `fresh` swallows new connections as well, until `heal`.
   */
  swallow: (options: { ways: 'both' | 'answers'; fresh: boolean }) => void;
  /** New connections go through again; swallowed ones stay silent. */
  heal: () => void;
  /** Swallowed connections that the client has written to and still keeps. */
  waiting: () => number;
  /** For each swallowed connection that the client gave up: seconds from its first word into the hole. */
  givenUpS: () => number[];
  stop: () => Promise<void>;
};

type Link = { client: Socket; server: Socket; swallows?: 'both' | 'answers'; spokeAt?: number };

/** Starts a proxy on a free port that leads to `port` on this machine. */
export async function startBlackHole(port: number): Promise<BlackHole> {
  const links = new Set<Link>();
  const givenUp: number[] = [];
  let fresh: Link['swallows'];

  const lead = (client: Socket): void => {
    const server = connect(port, '127.0.0.1');
    const link: Link = { client, server, ...(fresh ? { swallows: fresh } : {}) };
    links.add(link);
    client.on('data', (bytes) => {
      if (link.swallows) link.spokeAt ??= performance.now();
      if (link.swallows !== 'both') server.write(bytes);
    });
    server.on('data', (bytes) => void (link.swallows || client.write(bytes)));
    client.on('error', () => client.destroy());
    server.on('error', () => server.destroy());
    client.on('close', () => {
      links.delete(link);
      server.destroy();
      if (link.spokeAt !== undefined) givenUp.push((performance.now() - link.spokeAt) / 1000);
    });
    server.on('close', () => void (link.swallows || client.destroy()));
  };
  const proxy = createServer(lead);
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    port: (proxy.address() as AddressInfo).port,
    swallow: (options) => {
      for (const link of links) link.swallows = options.ways;
      fresh = options.fresh ? options.ways : undefined;
    },
    heal: () => void (fresh = undefined),
    waiting: () => [...links].filter(({ spokeAt }) => spokeAt !== undefined).length,
    givenUpS: () => givenUp,
    stop: () =>
      new Promise((resolve) => {
        for (const { client } of links) client.destroy();
        proxy.close(() => resolve());
      }),
  };
}
