import { UserError } from '../../tooling/node/user-error.mjs';

/** One thing to measure: a codec, what Chrome takes the picture for, and its size. */
export interface Cell {
  name: string;
  codec: string;
  /** By the track's contentHint. */
  content: 'screen' | 'camera';
  /** Lines of the picture, 16:9. */
  height: number;
}

/** Two sizes each, for a line through them; what most pages send comes first, since the time may run out. */
const HEIGHTS = [360, 720];
const KINDS = [
  ['VP8', 'screen'],
  ['VP8', 'camera'],
  ['H264', 'screen'],
  ['H264', 'camera'],
  ['VP9', 'camera'],
  ['AV1', 'camera'],
  ['VP9', 'screen'],
] as const;

export const CELLS: readonly Cell[] = KINDS.flatMap(([codec, content]) =>
  HEIGHTS.map((height) => ({ name: `${codec.toLowerCase()}-${content}-${height}`, codec, content, height })),
);

export const widthOf = ({ height }: Cell) => Math.round((height * 16) / 9);

/** A cell in words: `VP8 720p as a screen`. */
export const describeCell = ({ codec, content, height }: Cell) => `${codec} ${height}p as a ${content}`;

/**
 * @param list names by commas; undefined: all
 * @throws {UserError} on a name that does not exist
 */
export function chooseCells(list: string | undefined): readonly Cell[] {
  if (list === undefined) return CELLS;
  return list.split(',').map((name) => {
    const found = CELLS.find((cell) => cell.name === name.trim());
    if (found) return found;
    throw new UserError(
      `There is no cell "${name.slice(0, 60)}". Cells: ${CELLS.map((cell) => cell.name).join(', ')}.`,
    );
  });
}
