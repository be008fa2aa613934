import { type About, aboutLines } from '../../../core/report/about';
import { plainText } from '../../../core/text/foreign';
import { download } from './download';

const PADDING = 10;
const LINE = 16;
/** Width of a swatch with the space after it, and the space between entries. */
const SWATCH = 14;
const GAP = 12;

interface PictureText {
  title: string;
  /** The text that stands for the picture. */
  summary: string;
  /** The page, the browser, the tool and the date. */
  about: About;
  /** Whether the page's own URL stands in it; else it is redacted as in an exported file. */
  own: boolean;
}

/**
 * Saves a chart as PNG: its title, its canvas with the panel's background, its legend, and what it is of.
 * @param chart the element that holds the canvas and a list `.legend`
 */
export function savePicture(chart: HTMLElement, { title, summary, about, own }: PictureText): void {
  const canvas = chart.querySelector('canvas');
  if (!canvas) return;
  const style = getComputedStyle(chart);
  const scale = canvas.width / canvas.clientWidth;
  // A curve that is hidden is not in the picture.
  const legend = [...chart.querySelectorAll<HTMLElement>('.legend li:not(:has([aria-pressed="false"]))')];
  const note = chart.querySelector('.badge')?.textContent ?? '';
  const picture = document.createElement('canvas');
  const context = picture.getContext('2d')!;
  const font = (weight = '') => `${weight} 12px ${style.fontFamily}`;
  context.font = font();
  const width = canvas.clientWidth + 2 * PADDING;
  const room = width - 2 * PADDING;
  const entries = legend.map((item) => item.textContent?.trim() ?? '');
  const places = flow(
    entries.map((entry) => context.measureText(entry).width + SWATCH + GAP),
    room,
  );
  const lines = [summary, ...aboutLines(about, own).map(plainText)].flatMap((each) =>
    wrap(each, room, (text) => context.measureText(text).width),
  );
  const legendHeight = ((places.at(-1)?.line ?? -1) + 1) * LINE;
  const top = PADDING + LINE + legendHeight + 4;
  const height = top + canvas.clientHeight + lines.length * LINE + PADDING;
  picture.width = width * scale;
  picture.height = height * scale;
  context.scale(scale, scale);
  context.fillStyle = getComputedStyle(document.body).backgroundColor;
  context.fillRect(0, 0, width, height);
  const text = (what: string, x: number, y: number, weight = '') => {
    context.font = font(weight);
    context.fillStyle = style.color;
    context.fillText(what, x, y);
    return x + context.measureText(what).width;
  };
  const end = text(title, PADDING, PADDING + 12, 'bold');
  text(note && `(${note})`, end + 8, PADDING + 12);
  legend.forEach((item, i) => {
    const { x, line } = places[i]!;
    const swatch = item.querySelector('.swatch');
    const y = PADDING + LINE + line * LINE;
    context.fillStyle = (swatch && getComputedStyle(swatch).borderTopColor) || style.color;
    if (swatch) context.fillRect(PADDING + x, y + 4, 10, 9);
    text(entries[i]!, PADDING + x + (swatch ? SWATCH : 0), y + 13);
  });
  context.drawImage(canvas, PADDING, top, canvas.clientWidth, canvas.clientHeight);
  lines.forEach((line, i) => text(line, PADDING, top + canvas.clientHeight + (i + 1) * LINE));
  picture.toBlob((blob) => blob && download(blob, `${title.replace(/\W+/g, '-').toLowerCase()}.png`));
}

/** Where things of these widths stand, one after the other, in lines as wide as the room. */
function flow(widths: readonly number[], room: number): { x: number; line: number }[] {
  let [x, line] = [0, 0];
  return widths.map((width) => {
    if (x > 0 && x + width > room) [x, line] = [0, line + 1];
    const place = { x, line };
    x += width;
    return place;
  });
}

/** A text in lines that fit into the room; a word that is longer than a line, such as a URL, is cut into several. */
function wrap(text: string, room: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
    if (lines.length > 0 && widthOf(longer) <= room) lines[lines.length - 1] = longer;
    else {
      let rest = word;
      while (widthOf(rest) > room && rest.length > 1) {
        let end = rest.length - 1;
        while (end > 1 && widthOf(rest.slice(0, end)) > room) end -= 1;
        lines.push(rest.slice(0, end));
        rest = rest.slice(end);
      }
      lines.push(rest);
    }
  }
  return lines;
}
