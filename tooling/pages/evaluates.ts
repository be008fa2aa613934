/** A page that functions can be run in, whichever browser it is in. */
export interface Evaluates {
  evaluate<R>(fn: () => R): Promise<Awaited<R>>;
  evaluate<R, A>(fn: (arg: A) => R, arg: A): Promise<Awaited<R>>;
}
