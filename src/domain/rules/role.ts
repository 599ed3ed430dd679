import { z } from 'zod';

/** Roles hang on posts; what a role may do is decided elsewhere. */
export const roleSchema = z.enum([
  'cadre',
  'branch-secretary',
  'township-secretary',
  'supervisor',
  'editor',
  'auditor',
  'admin',
]);

export type Role = z.infer<typeof roleSchema>;
