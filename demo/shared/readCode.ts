import { blockLuma, codeArea, decode } from './blockCode';

/** Formats whose first plane is brightness, one byte per pixel. */
const LUMA_FIRST = /^(I4|NV12)/;

/**
 * Reads codes from the bytes of a video's current decoded frame. It does not use a canvas, because
 * Chrome caches every video frame drawn to one in full size (11 MiB per publish at 720p), which would
 * disturb memory measurements.
 */
export class CodeReader {
  private buffer = new Uint8Array(0);

  /**
   * @param video a video, or a frame of one; a frame is not closed
   * @returns the code of the current frame; null if it has none
   * @throws DOMException if there is no frame or its bytes can't be read
   */
  async read(video: HTMLVideoElement | VideoFrame): Promise<number | null> {
    const frame = new VideoFrame(video);
    try {
      const visible = frame.visibleRect;
      if (!visible) return null;
      const area = codeArea(visible.width, visible.height);
      // Chroma is stored per pair of pixels, so a part of a frame has to begin and end at even pixels.
      const top = Math.floor(area.y / 2) * 2;
      const rect = new DOMRect(
        visible.x,
        visible.y + top,
        Math.floor(visible.width / 2) * 2,
        Math.floor((visible.height - top) / 2) * 2,
      );
      const luma = LUMA_FIRST.test(frame.format ?? '');
      // `format` converts the frame; the DOM types do not have it yet. Green is close enough to brightness.
      const options = (luma ? { rect } : { rect, format: 'RGBA' }) as VideoFrameCopyToOptions;
      const bytes = frame.allocationSize(options);
      if (this.buffer.length !== bytes) this.buffer = new Uint8Array(bytes);
      const plane = (await frame.copyTo(this.buffer, options))[0]!;
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
