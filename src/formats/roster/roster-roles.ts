/** The roles of the house (domain/rules/role.ts), which a test holds side by side. */
export const ROSTER_ROLES = [
  'cadre',
  'branch-secretary',
  'township-secretary',
  'supervisor',
  'editor',
  'auditor',
  'admin',
] as const;
export type RosterRole = (typeof ROSTER_ROLES)[number];

const CHINESE: Record<RosterRole, readonly string[]> = {
  cadre: ['干部', '村干部', '村镇干部'],
  'branch-secretary': ['支部书记', '村支部书记'],
  'township-secretary': ['乡镇书记', '乡镇党委书记'],
  supervisor: ['监督', '监督员', '纪检监督'],
  editor: ['编辑', '题库编辑'],
  auditor: ['审计', '审计员'],
  admin: ['管理员'],
};
const ROLE_OF = new Map(
  ROSTER_ROLES.flatMap((role) => [role, ...CHINESE[role]].map((word) => [word, role] as const)),
);

/** Reads the roles of a cell, in Chinese or English, several apart by commas, slashes … An empty cell means a cadre. */
export function readRoles(cell: string): { ok: true; roles: RosterRole[] } | { ok: false; unknown: string } {
  const words = cell
    .normalize('NFKC')
    .split(/[、,;/]/u)
    .map((word) => word.trim())
    .filter((word) => word !== '');
  const roles = new Set<RosterRole>();
  for (const word of words) {
    const role = ROLE_OF.get(word.toLowerCase().replace(/[\s_]+/gu, '-'));
    if (!role) return { ok: false, unknown: word };
    roles.add(role);
  }
  return { ok: true, roles: roles.size > 0 ? [...roles] : ['cadre'] };
}
