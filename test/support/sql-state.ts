/** The SQLSTATE a statement fails with; "none" when it passes. */
export async function sqlStateOf(statement: Promise<unknown>): Promise<string> {
  try {
    await statement;
    return 'none';
  } catch (error) {
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    if (cause instanceof Error && 'code' in cause) return String(cause.code);
    throw error;
  }
}

/** What the states mean here. */
export const DENIED = '42501';
export const RESTRICTED = '23001';
