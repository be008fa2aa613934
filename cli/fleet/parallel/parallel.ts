/**
 * Works on several things at once and gives the results in the order of the things.
 * @param ahead so many are begun before the first of them is done: what is held is bounded by it
 */
export async function* inOrder<T, R>(
  things: AsyncIterable<T>,
  work: (thing: T) => R | Promise<R>,
  ahead: number,
): AsyncGenerator<R, void, void> {
  const begun: (R | Promise<R>)[] = [];
  for await (const thing of things) {
    begun.push(work(thing));
    if (begun.length >= ahead) yield await begun.shift()!;
  }
  while (begun.length > 0) yield await begun.shift()!;
}

/** Takes the first few out of a stream, and gives the whole stream again. */
export async function peek<T>(
  things: AsyncIterator<T>,
  count: number,
): Promise<{ isAll: boolean; all: AsyncGenerator<T, void, void> }> {
  const first: T[] = [];
  let isAll = false;
  while (!isAll && first.length < count) {
    const { done, value } = await things.next();
    if (done) isAll = true;
    else first.push(value);
  }
  async function* all(): AsyncGenerator<T, void, void> {
    yield* first;
    if (isAll) return;
    for (let next = await things.next(); !next.done; next = await things.next()) yield next.value;
  }
  return { isAll, all: all() };
}
