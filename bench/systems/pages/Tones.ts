import type { Receiver, Tracks } from './api';
import { codeOf } from './tone';

/** In Chromium since 94; not in the DOM types yet. */
declare class MediaStreamTrackProcessor {
  constructor(init: { track: MediaStreamTrack });
  readonly readable: ReadableStream<AudioData>;
}

const NOTHING = { firstAt: null, lastCode: null, foreign: 0, frames: 0, width: 0, height: 0, lastAt: 0 };
/** Sound is judged in pieces of this length, in ms. */
const PIECE_MS = 50;
/** The piece in which one tone ends and the next begins holds neither. */
const IN_A_ROW = 2;

/** Reads the code out of the pitch of the sound that received tracks give. */
export class Tones implements Tracks, Receiver {
  private readonly open = new Map<MediaStreamTrack, () => void>();
  private expected = 0;
  private now: Omit<ReturnType<Receiver['seen']>, 'tracks'> = NOTHING;

  add(track: MediaStreamTrack): void {
    if (track.kind !== 'audio' || this.open.has(track)) return;
    // Without a player nothing asks the network for sound.
    const player = new Audio();
    player.muted = true;
    player.srcObject = new MediaStream([track]);
    void player.play().catch(console.error);
    const reader = new MediaStreamTrackProcessor({ track }).readable.getReader();
    this.open.set(track, () => {
      player.srcObject = null;
      void reader.cancel();
    });
    void this.readAll(reader);
  }

  remove(track: MediaStreamTrack): void {
    this.open.get(track)?.();
    this.open.delete(track);
  }

  expect(code: number): void {
    this.expected = code;
    this.now = NOTHING;
  }

  seen(): ReturnType<Receiver['seen']> {
    return { ...this.now, tracks: this.open.size };
  }

  private async readAll(reader: ReadableStreamDefaultReader<AudioData>): Promise<void> {
    let piece: number[] = [];
    let [before, times] = [null as number | null, 0];
    for (;;) {
      const { value: data, done } = await reader.read();
      if (done) return;
      const samples = new Float32Array(data.numberOfFrames);
      data.copyTo(samples, { planeIndex: 0, format: 'f32-planar' });
      const { sampleRate } = data;
      data.close();
      piece.push(...samples);
      if (piece.length < (sampleRate * PIECE_MS) / 1000) continue;
      const code = codeOf(Float32Array.from(piece), sampleRate);
      piece = [];
      times = code === before ? times + 1 : 1;
      before = code;
      if (code !== null && times >= IN_A_ROW) this.note(code);
    }
  }

  private note(code: number): void {
    const { firstAt, foreign, frames } = this.now;
    const right = code === this.expected;
    this.now = {
      ...this.now,
      firstAt: firstAt ?? (right ? Date.now() : null),
      lastCode: code,
      foreign: foreign + (right ? 0 : 1),
      frames: frames + 1,
      lastAt: Date.now(),
    };
  }
}
