/** A failure that the user can do something about: shown as its sentence, without a stack. */
export class Sentence extends Error {
  /** @override */
  name = 'Sentence';
}

/**
 * Runs a command's body; ends the process with 1 where it failed.
 * @param {() => Promise<void> | void} body
 */
export async function orExplain(body) {
  try {
    await body();
  } catch (error) {
    // By name: importTypeScript() loads a second copy of this class.
    const isSentence = error instanceof Error && error.name === 'Sentence';
    console.error(isSentence ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}
