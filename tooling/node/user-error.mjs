/** A failure that the user can do something about: shown as its message, without a stack. */
export class UserError extends Error {
  /** @override */
  name = 'UserError';
}

/**
 * Runs a command's body. Where it fails, prints why and sets the exit code; a message alone for a
 * UserError, the whole stack for a mistake of ours.
 * @param {() => Promise<unknown> | unknown} body
 * @param {number} [exitCode] where it fails, default 1
 */
export async function reportErrors(body, exitCode = 1) {
  try {
    await body();
  } catch (error) {
    // By name: importTypeScript() loads a second copy of this class.
    const isUserError = error instanceof Error && error.name === 'UserError';
    console.error(isUserError ? `\n${error.message}` : error);
    process.exitCode = exitCode;
  }
}
