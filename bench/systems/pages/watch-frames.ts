/** In Chromium since 94; not in the DOM types yet. */
declare class MediaStreamTrackProcessor {
  constructor(init: { track: MediaStreamTrack });
  readonly readable: ReadableStream<VideoFrame>;
}

/** Closes the frame. */
type OnFrame = (frame: VideoFrame) => Promise<void>;

/** Hands over every frame of a received track, one after the other. @returns what ends it */
export const watchFrames = (track: MediaStreamTrack, onFrame: OnFrame): (() => void) =>
  'MediaStreamTrackProcessor' in window ? fromTrack(track, onFrame) : fromVideo(track, onFrame);

/** A tab in the background renders no video, but its tracks have frames. */
function fromTrack(track: MediaStreamTrack, onFrame: OnFrame): () => void {
  const reader = new MediaStreamTrackProcessor({ track }).readable.getReader();
  const readAll = async () => {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      await onFrame(value);
    }
  };
  void readAll();
  return () => void reader.cancel();
}

/** Firefox has no such processor in a window: the page must be in front. */
function fromVideo(track: MediaStreamTrack, onFrame: OnFrame): () => void {
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = new MediaStream([track]);
  document.body.append(video);
  void video.play().catch(console.error);
  let reading = false;
  const next = () => {
    video.requestVideoFrameCallback(async () => {
      next();
      if (reading) return;
      reading = true;
      await onFrame(new VideoFrame(video)).catch(console.error);
      reading = false;
    });
  };
  next();
  return () => {
    video.srcObject = null;
    video.remove();
  };
}
