import { blockLuma, codeArea, decode } from './blockCode';

/** Formats whose first plane is brightness, a byte a pixel. */
const LUMA_FIRST = /^(I4|NV12)/;

/**
 * Reads codes out of a video's current frame, from the decoded frame's own bytes. Not through a
 * canvas: Chrome caches every frame drawn from a video in full size (11 MiB a publish at 720p), and
 * the tool that this demo is for looks at memory.
 */
export class CodeReader {
  private buffer = new Uint8Array(0);

  /**
   * @param video a video, or one frame of one; a frame stays open
   * @returns the code of the frame that the video shows now; null where it has none
   * @throws DOMException where there is no frame or its bytes can't be had
   */
  async read(video: HTMLVideoElement | VideoFrame): Promise<number | null> {
    const frame = new VideoFrame(video);
    try {
      const visible = frame.visibleRect;
      if (!visible) return null;
      const area = codeArea(visible.width, visible.height);
      // Chroma is stored for pairs of pixels, so a part of a frame begins and ends at even ones.
      const top = Math.floor(area.y / 2) * 2;
      const rect = new DOMRect(
        visible.x,
        visible.y + top,
        Math.floor(visible.width / 2) * 2,
        Math.floor((visible.height - top) / 2) * 2,
      );
      const luma = LUMA_FIRST.test(frame.format ?? '');
      // `format` converts; the DOM types do not have it yet. Green is near enough to brightness.
      const how = (luma ? { rect } : { rect, format: 'RGBA' }) as VideoFrameCopyToOptions;
      const bytes = frame.allocationSize(how);
      if (this.buffer.length !== bytes) this.buffer = new Uint8Array(bytes);
      const plane = (await frame.copyTo(this.buffer, how))[0]!;
      const picture = {
        data: this.buffer,
        stride: plane.stride,
        step: luma ? 1 : 4,
        offset: plane.offset + (luma ? 0 : 1),
      };
      return decode(blockLuma(picture, area.width, area.y - top));
    } finally {
      frame.close();
    }
  }
}
