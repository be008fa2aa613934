import { CodeReader } from '../../../demo/shared/readCode';
import type { Receiver, Tracks } from './api';

/** In Chromium since 94; not in the DOM types yet. */
declare class MediaStreamTrackProcessor {
  constructor(init: { track: MediaStreamTrack });
  readonly readable: ReadableStream<VideoFrame>;
}

const NOTHING = { firstAt: null, lastCode: null, foreign: 0, frames: 0, width: 0, height: 0, lastAt: 0 };

/**
 * Reads the code out of every frame that received tracks give. From the tracks, not from a video
 * element: a tab in the background renders none.
 */
export class Frames implements Tracks, Receiver {
  private readonly reader = new CodeReader();
  private readonly readers = new Map<MediaStreamTrack, ReadableStreamDefaultReader<VideoFrame>>();
  private expected = 0;
  private now: Omit<ReturnType<Receiver['seen']>, 'tracks'> = NOTHING;

  add(track: MediaStreamTrack): void {
    if (track.kind !== 'video' || this.readers.has(track)) return;
    const reader = new MediaStreamTrackProcessor({ track }).readable.getReader();
    this.readers.set(track, reader);
    void this.readAll(reader);
  }

  remove(track: MediaStreamTrack): void {
    this.readers.get(track)?.cancel();
    this.readers.delete(track);
  }

  expect(code: number): void {
    this.expected = code;
    this.now = NOTHING;
  }

  seen(): ReturnType<Receiver['seen']> {
    return { ...this.now, tracks: this.readers.size };
  }

  private async readAll(reader: ReadableStreamDefaultReader<VideoFrame>): Promise<void> {
    for (;;) {
      const { value: frame, done } = await reader.read();
      if (done) return;
      const { displayWidth: width, displayHeight: height } = frame;
      const code = await this.reader.read(frame).catch(() => null);
      frame.close();
      this.note(code, width, height);
    }
  }

  private note(code: number | null, width: number, height: number): void {
    const { firstAt, foreign, frames } = this.now;
    const right = code === this.expected;
    this.now = {
      firstAt: firstAt ?? (right ? Date.now() : null),
      lastCode: code,
      foreign: foreign + (code !== null && !right ? 1 : 0),
      frames: frames + 1,
      width,
      height,
      lastAt: Date.now(),
    };
  }
}
