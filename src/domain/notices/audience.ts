import { z } from 'zod';
import { roleSchema } from '../rules/role.ts';

/** What a list file may name at most; more is a unit. */
export const LIST_LIMIT = 5_000;

/** Where somebody stands in what they were asked to do. */
export const planStateSchema = z.enum(['quiz-open-this-week', 'assessment-open']);

/**
 * One condition. `unit`, `post` and `role` are about a post that is held now, and conditions joined by "and" about one
 * and the same post; `tag`, `plan` and `list` are about the person.
 */
export const selectorSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('unit'), unitId: z.uuid() }),
  z.strictObject({ by: z.literal('post'), title: z.string().min(1) }),
  z.strictObject({ by: z.literal('role'), role: roleSchema }),
  z.strictObject({ by: z.literal('tag'), tag: z.string().min(1) }),
  z.strictObject({ by: z.literal('plan'), state: planStateSchema }),
  z.strictObject({ by: z.literal('list'), staffNos: z.array(z.string().min(1)).min(1).max(LIST_LIMIT) }),
]);

/**
 * Who is meant (row E3): everybody for whom all conditions of at least one group of `any` hold, less everybody for whom
 * all conditions of some group of `except` hold. It never reaches beyond the author's scope, and is frozen when the
 * notice is sent.
 */
export const audienceSchema = z.strictObject({
  any: z.array(z.array(selectorSchema).min(1)).min(1),
  except: z.array(z.array(selectorSchema).min(1)).default([]),
});

export type Selector = z.infer<typeof selectorSchema>;
export type Audience = z.infer<typeof audienceSchema>;

/** An audience as the wizard builds it: some units (or a list), narrowed by conditions, less exceptions. */
export type AudienceDraft = {
  unitIds: readonly string[];
  /** Staff numbers of an uploaded list, beside the units. */
  staffNos: readonly string[];
  /** All of them must hold, for units and list alike. */
  narrow: readonly Selector[];
  /** Anybody of whom one of them holds is left out. */
  except: readonly Selector[];
};

export const EMPTY_AUDIENCE: AudienceDraft = { unitIds: [], staffNos: [], narrow: [], except: [] };

/** The wizard's shape of conditions that it made before: the inverse of `audienceOf`. */
export function draftOfAudience({ any, except }: Audience): AudienceDraft {
  const isBase = ({ by }: Selector): boolean => by === 'unit' || by === 'list';
  return {
    unitIds: any.flat().flatMap((it) => (it.by === 'unit' ? [it.unitId] : [])),
    staffNos: any.flat().flatMap((it) => (it.by === 'list' ? it.staffNos : [])),
    narrow: (any[0] ?? []).filter((it) => !isBase(it)),
    except: except.flat(),
  };
}

/** The conditions of a draft; undefined while it names nobody. */
export function audienceOf({ unitIds, staffNos, narrow, except }: AudienceDraft): Audience | undefined {
  const units = unitIds.map((unitId): Selector[] => [{ by: 'unit', unitId }, ...narrow]);
  const list: Selector[][] =
    staffNos.length > 0 ? [[{ by: 'list', staffNos: [...staffNos] }, ...narrow]] : [];
  const any = [...units, ...list];
  return any.length === 0 ? undefined : { any, except: except.map((selector) => [selector]) };
}
