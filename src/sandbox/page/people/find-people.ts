import type { SandboxUser } from '../../protocol.ts';

/** The people of whom every word of the query is in the name, the note, the username or the id. */
export function findPeople(users: readonly SandboxUser[], query: string): SandboxUser[] {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
  return users.filter((user) => {
    const text = [user.firstName, user.note, user.username, user.id].join(' ').toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
