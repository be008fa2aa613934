/**
 * The colors of a canvas by the names of custom properties, each looked up once: a computed style for each of
 * thousands of marks takes seconds.
 */
export function colorsOf(canvas: HTMLCanvasElement): (name: string) => string {
  const known = new Map<string, string>();
  return (name) => {
    const color = known.get(name) ?? colorOf(canvas, name);
    known.set(name, color);
    return color;
  };
}

/**
 * A custom property as `#rrggbb`. Forced colors are keywords, and only an element in the document
 * knows the user's: a context takes them for those of a light page.
 */
function colorOf(canvas: HTMLCanvasElement, name: string): string {
  const style = getComputedStyle(canvas);
  const color = style.getPropertyValue(name).trim();
  if (color.startsWith('#')) return color;
  canvas.style.color = `var(${name})`;
  const context = new OffscreenCanvas(1, 1).getContext('2d')!;
  context.fillStyle = 'gray';
  context.fillStyle = style.color;
  return String(context.fillStyle);
}

export function withAlpha(color: string, alpha: number): string {
  return /^#[0-9a-f]{6}$/i.test(color) ? `${color}${Math.round(alpha * 255).toString(16)}` : color;
}

/** Oblique lines of a color, to fill with. */
export function hatch(canvas: HTMLCanvasElement, color: string): CanvasPattern | string {
  const tile = new OffscreenCanvas(6, 6);
  const context = tile.getContext('2d')!;
  context.strokeStyle = color;
  context.lineWidth = 1;
  for (const offset of [-6, 0, 6]) {
    context.moveTo(offset, 6);
    context.lineTo(offset + 6, 0);
  }
  context.stroke();
  return canvas.getContext('2d')?.createPattern(tile, 'repeat') ?? color;
}
