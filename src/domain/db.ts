/** The database as a handle: the doors pass it to the verbs and never look inside. */
export type { Db } from '../db/client.ts';
