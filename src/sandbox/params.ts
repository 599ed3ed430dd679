/** Parameters of one call after coercion and type check: a present field has a type the description allows. */
export type Params = Record<string, unknown>;

export const text = (params: Params, name: string): string | undefined =>
  typeof params[name] === 'string' ? params[name] : undefined;

export const integer = (params: Params, name: string): number | undefined =>
  typeof params[name] === 'number' ? params[name] : undefined;

/** An absent flag is false, as everywhere in the Bot API. */
export const flag = (params: Params, name: string): boolean => params[name] === true;

/** An array parameter whose items the description has been checked against; `T` names their shape. */
export const list = <T>(params: Params, name: string): T[] | undefined =>
  Array.isArray(params[name]) ? (params[name] as T[]) : undefined;

/** An object parameter that the description has been checked against; `T` names its shape. */
export const object = <T extends object>(params: Params, name: string): T | undefined =>
  typeof params[name] === 'object' && params[name] !== null && !Array.isArray(params[name])
    ? (params[name] as T)
    : undefined;
