import type { FieldKeys } from '../../db/client.ts';

/** Where the keys of the sealed fields are kept, outside the database. */
export type KeyShelf = {
  /** `settings`: they come from the environment, and none can be made here. */
  origin: 'folder' | 'settings';
  /** Ids of all that are here, the current one last. */
  ids: () => string[];
  /** Makes a new key, which is the current one from then on; returns its id. */
  make: () => string;
};

/** The shelf with the keys themselves. */
export type FieldKeyring = FieldKeys & KeyShelf;
