import { createStrictServer, type StrictOptions } from './api/create-strict-server.ts';

/** The strict server as a process of its own; its options are the first argument, its address goes to the parent. */
const server = createStrictServer(JSON.parse(process.argv[2] ?? '{}') as StrictOptions);
process.send?.({ type: 'ready', url: await server.listen() });
process.once('disconnect', () => process.exit(0));
