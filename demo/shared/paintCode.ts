import { COLUMNS, codeArea, encode } from './blockCode';

/** Paints the blocks of `code` along the lower edge of a width x height picture. */
export function paintCode(to: CanvasRenderingContext2D, width: number, height: number, code: number): void {
  const area = codeArea(width, height);
  const side = area.width / COLUMNS;
  to.fillStyle = '#000';
  to.fillRect(area.x, area.y, area.width, area.height);
  to.fillStyle = '#fff';
  encode(code).forEach((white, cell) => {
    if (white) to.fillRect((cell % COLUMNS) * side, area.y + Math.floor(cell / COLUMNS) * side, side, side);
  });
}
