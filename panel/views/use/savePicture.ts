const PADDING = 10;
const LINE = 16;

/**
 * Saves a chart as PNG: its title, its canvas with the panel's background, its legend. A panel may
 * not open a file picker, so it is a download.
 * @param chart the element that holds the canvas and a list `.legend`
 */
export function savePicture(chart: HTMLElement, title: string, summary: string): void {
  const canvas = chart.querySelector('canvas');
  if (!canvas) return;
  const style = getComputedStyle(chart);
  const scale = canvas.width / canvas.clientWidth;
  const legend = [...chart.querySelectorAll<HTMLElement>('.legend li')];
  const note = chart.querySelector('.badge')?.textContent ?? '';
  const picture = document.createElement('canvas');
  const width = canvas.clientWidth + 2 * PADDING;
  const height = canvas.clientHeight + 2 * PADDING + 3 * LINE;
  picture.width = width * scale;
  picture.height = height * scale;
  const context = picture.getContext('2d')!;
  context.scale(scale, scale);
  context.fillStyle = getComputedStyle(document.body).backgroundColor;
  context.fillRect(0, 0, width, height);
  const text = (what: string, x: number, y: number, weight = '') => {
    context.font = `${weight} 12px ${style.fontFamily}`;
    context.fillStyle = style.color;
    context.fillText(what, x, y, width - x - PADDING);
    return x + context.measureText(what).width;
  };
  const end = text(title, PADDING, PADDING + 12, 'bold');
  text(note && `(${note})`, end + 8, PADDING + 12);
  let x = PADDING;
  for (const item of legend) {
    const swatch = item.querySelector('.swatch');
    context.fillStyle = (swatch && getComputedStyle(swatch).borderTopColor) || style.color;
    context.fillRect(x, PADDING + LINE + 4, 10, 9);
    x = text(item.textContent?.trim() ?? '', x + 14, PADDING + LINE + 13) + 12;
  }
  context.drawImage(canvas, PADDING, PADDING + 2 * LINE, canvas.clientWidth, canvas.clientHeight);
  text(summary, PADDING, height - PADDING);
  picture.toBlob((blob) => blob && download(blob, `${title.replace(/\W+/g, '-').toLowerCase()}.png`));
}

/** Saves a file. A panel may not open a file picker, so it is a download. */
export function download(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
