/** The other end of a plain peer connection: a frame of the same page on the other loopback name. */
const HELLO = 'systems:hello';
const READY = 'systems:ready';

/** Opens the receiver's frame. @returns the port to signal through, once the frame listens */
export async function openFrame(): Promise<MessagePort> {
  const url = new URL(location.href);
  url.hostname = url.hostname === 'localhost' ? '127.0.0.1' : 'localhost';
  url.searchParams.set('side', 'receiver');
  const frame = document.createElement('iframe');
  frame.src = url.href;
  const { port1, port2 } = new MessageChannel();
  const ready = new Promise<void>((resolve) => {
    window.addEventListener('message', ({ source, data }) => {
      if (source !== frame.contentWindow || data !== READY) return;
      frame.contentWindow!.postMessage(HELLO, url.origin, [port2]);
      resolve();
    });
  });
  document.body.append(frame);
  await ready;
  return port1;
}

/** In the frame: resolves with the port that the page hands over. */
export function portOfParent(): Promise<MessagePort> {
  return new Promise((resolve) => {
    window.addEventListener('message', ({ source, data, ports: [port] }) => {
      if (source === window.parent && data === HELLO && port) resolve(port);
    });
    window.parent.postMessage(READY, '*');
  });
}
