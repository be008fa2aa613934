import { CodeReader } from '../../../demo/shared/readCode';
import type { Receiver, Tracks } from './api';
import { watchFrames } from './watch-frames';

const NOTHING = { firstAt: null, lastCode: null, foreign: 0, frames: 0, width: 0, height: 0, lastAt: 0 };

/** Reads the code out of every frame that received tracks give. */
export class Frames implements Tracks, Receiver {
  private readonly reader = new CodeReader();
  private readonly watched = new Map<MediaStreamTrack, () => void>();
  private expected = 0;
  private now: Omit<ReturnType<Receiver['seen']>, 'tracks'> = NOTHING;

  add(track: MediaStreamTrack): void {
    if (track.kind !== 'video' || this.watched.has(track)) return;
    this.watched.set(
      track,
      watchFrames(track, (frame) => this.read(frame)),
    );
  }

  remove(track: MediaStreamTrack): void {
    this.watched.get(track)?.();
    this.watched.delete(track);
  }

  expect(code: number): void {
    this.expected = code;
    this.now = NOTHING;
  }

  seen(): ReturnType<Receiver['seen']> {
    return { ...this.now, tracks: this.watched.size };
  }

  private async read(frame: VideoFrame): Promise<void> {
    const { displayWidth: width, displayHeight: height } = frame;
    const code = await this.reader.read(frame).catch(() => null);
    frame.close();
    this.note(code, width, height);
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
