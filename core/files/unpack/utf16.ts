import type { Bytes } from './bytes';

const isLittleMark = (head: Uint8Array) => head[0] === 0xff && head[1] === 0xfe;
const isBigMark = (head: Uint8Array) => head[0] === 0xfe && head[1] === 0xff;

/** Every recording and dump begins with ASCII, of which one byte in two is 0. */
const isLittle = (head: Uint8Array) => isLittleMark(head) || (head[0] !== 0 && head[1] === 0 && head[3] === 0);
const isBig = (head: Uint8Array) => isBigMark(head) || (head[0] === 0 && head[1] !== 0 && head[2] === 0);

/** Whether a text is UTF-16, as Windows' Notepad and PowerShell write it: with a byte order mark, or without. */
export const isUtf16 = (head: Uint8Array) => head.length >= 4 && (isLittle(head) || isBig(head));

/** UTF-16 as UTF-8. */
export async function* utf8Of(bytes: Bytes, head: Uint8Array): AsyncGenerator<Uint8Array, void> {
  const decoder = new TextDecoder(isLittle(head) ? 'utf-16le' : 'utf-16be');
  const encoder = new TextEncoder();
  for await (const piece of bytes.rest()) yield encoder.encode(decoder.decode(piece, { stream: true }));
  yield encoder.encode(decoder.decode());
}
