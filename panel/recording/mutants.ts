/** Values that no good file has in that place, markup and prototype names among them. */
const ODD: unknown[] = [
  null,
  -1,
  0.5,
  1e308,
  9e15,
  '',
  'x',
  '<img src=x onerror=alert(1)>',
  '__proto__',
  [],
  {},
  [null],
  { length: 3 },
  true,
  '9'.repeat(5_000),
];

/** A repeatable chance: mulberry32. */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A copy of a good file's text with one to three faults: in its text, or in what it says. */
export function mutants(text: string, seed: number): string {
  const random = chance(seed);
  const below = (most: number) => Math.floor(random() * most);
  if (seed % 5 === 0) {
    const at = below(text.length);
    const faults = [
      text.slice(0, at),
      text.slice(0, at) + text.slice(at + 1 + below(50)),
      `${text.slice(0, at)}"<${text.slice(at)}`,
    ];
    return faults[below(faults.length)]!;
  }
  const root = JSON.parse(text);
  for (let i = 0; i <= below(3); i++) {
    let node = root;
    for (;;) {
      const keys = Object.keys(node);
      if (keys.length === 0) break;
      const key = keys[below(keys.length)]!;
      const inner = node[key];
      if (typeof inner === 'object' && inner !== null && random() < 0.9) {
        node = inner;
        continue;
      }
      if (random() < 0.3) delete node[key];
      else if (typeof inner === 'number' && random() < 0.5) node[key] = inner + (below(3) - 1) * 10 ** below(10);
      else node[key] = structuredClone(ODD[below(ODD.length)]);
      break;
    }
  }
  return JSON.stringify(root);
}
