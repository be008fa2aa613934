/** @param chosen null for all */
export function isChosen<T>(chosen: ReadonlySet<T> | null, item: T): boolean {
  return chosen === null || chosen.has(item);
}
