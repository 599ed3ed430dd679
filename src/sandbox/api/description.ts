import { readFileSync } from 'node:fs';

/** Field name -> the type names it may have, as the Bot API documentation writes them ("Array of MessageEntity"). */
export type Fields = Record<string, string[]>;
export type MethodDescription = { returns: string[]; fields: Fields; required: string[] };
export type TypeDescription =
  { subtypes: string[] } | { fields: Fields; required: string[]; constants?: Record<string, string> };
export type ApiDescription = {
  version: string;
  methods: Map<string, MethodDescription>;
  types: Map<string, TypeDescription>;
  /** Lower-case method name -> its documented spelling: Telegram takes method names in any case. */
  spelling: Map<string, string>;
};

let loaded: ApiDescription | undefined;

/** The Bot API 10.1 description, read once from the JSON file beside this module. */
export function apiDescription(): ApiDescription {
  if (loaded) return loaded;
  const file = new URL('./telegram-bot-api-10.1.json', import.meta.url);
  const raw = JSON.parse(readFileSync(file, 'utf8')) as {
    version: string;
    methods: Record<string, MethodDescription>;
    types: Record<string, TypeDescription>;
  };
  loaded = {
    version: raw.version,
    methods: new Map(Object.entries(raw.methods)),
    types: new Map(Object.entries(raw.types)),
    spelling: new Map(Object.keys(raw.methods).map((name) => [name.toLowerCase(), name])),
  };
  return loaded;
}
