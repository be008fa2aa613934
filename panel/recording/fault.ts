/** What is wrong with a file, in one sentence that is shown as it is. */
export class BadFile extends Error {
  override name = 'BadFile';
}
