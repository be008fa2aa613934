/** `880 bytes`, `17.6 kB`, `2.1 MB`: 1024-based, like all sizes in the panel. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  const [value, unit] = bytes < 1024 ** 2 ? [bytes / 1024, 'kB'] : [bytes / 1024 ** 2, 'MB'];
  return `${value < 100 ? Math.round(value * 10) / 10 : Math.round(value)} ${unit}`;
}
