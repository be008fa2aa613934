/**
 * Runs in the page, on all connections that its heap holds: an array as `this`. Reads, and changes nothing:
 * no getParameters(), which is a state of its own in the standard (webrtc-pc, section 5.2). The page may
 * have put functions of its own in place of any of these, so that nothing of this is trusted.
 */
export const PROTOTYPE = `(() => {
  let prototype = globalThis.RTCPeerConnection && RTCPeerConnection.prototype;
  // A library's subclass would show its own instances only.
  while (prototype && Object.getPrototypeOf(prototype) && Object.getPrototypeOf(prototype) !== EventTarget.prototype)
    prototype = Object.getPrototypeOf(prototype);
  return prototype;
})()`;

export const COLLECT = `async function (most) {
  const list = (each) => Array.from(each).slice(0, most);
  const text = (each) => (typeof each === 'string' ? each.slice(0, 100) : null);
  const figure = (each) => (Number.isFinite(each) ? each : null);
  const layersOf = (stats, mid) => {
    const codecs = new Map();
    for (const each of stats.values()) if (each.type === 'codec') codecs.set(each.id, each.mimeType);
    return list(stats.values())
      .filter((each) => each.type === 'outbound-rtp' && each.kind === 'video' && each.mid === mid)
      .map((each) => ({
        width: figure(each.frameWidth) || null,
        height: figure(each.frameHeight) || null,
        frames: figure(each.framesEncoded),
        codec: text(codecs.get(each.codecId)),
      }));
  };
  const sizeOf = (track) => {
    const { width, height } = track ? track.getSettings() : {};
    return width && height ? { width, height } : null;
  };
  const out = { connections: [], closed: 0, unread: Math.max(0, this.length - most) };
  for (const pc of this.slice(0, most)) {
    try {
      if (pc.connectionState === 'closed') {
        out.closed++;
        continue;
      }
      const stats = await pc.getStats();
      out.connections.push({
        state: text(pc.connectionState),
        transceivers: list(pc.getTransceivers()).map((each) => {
          const { track } = each.sender;
          const current = text(each.currentDirection);
          return {
            kind: text(each.receiver.track.kind),
            current,
            stopped: each.direction === 'stopped' || current === 'stopped',
            live: Boolean(track && track.readyState === 'live'),
            track: sizeOf(track),
            layers: layersOf(stats, each.mid),
          };
        }),
      });
    } catch {
      // The prototype of a subclass is among them: it is no connection.
      if (!Object.prototype.hasOwnProperty.call(pc, 'constructor')) out.unread++;
    }
  }
  return out;
}`;
