import { Receiver } from '../../receiver/Receiver';
import { HELLO, otherSite, READY } from '../../shared/signal';

export type ReceiverKind = 'window' | 'iframe' | 'page';

export interface ReceiverLink {
  port: MessagePort;
  /** The actual kind: if a window is blocked, it is an iframe. */
  kind: ReceiverKind;
  /** Whether the user closed its window. */
  isGone(): boolean;
  close(): void;
}

const TIMEOUT_MS = 15_000;

/**
 * Opens a receiver and connects to it. `window` and `iframe` load receiver.html from the other site, so
 * that it has its own renderer process; `page` receives in this page.
 * @param stage parent element of an embedded receiver
 * @throws Error if the receiver page does not answer within 15 s
 */
export async function openReceiver(kind: ReceiverKind, stage: HTMLElement): Promise<ReceiverLink> {
  if (kind === 'page') return inPage(stage);
  const url = otherSite(new URL('receiver.html', location.href));
  const popup = kind === 'window' ? window.open(url, 'republish-receiver', 'popup,width=560,height=400') : null;
  const frame = popup ? null : document.createElement('iframe');
  if (frame) {
    frame.title = 'Receiver';
    frame.src = url.href;
    frame.allow = 'autoplay';
    stage.replaceChildren(frame);
  } else {
    const note = document.createElement('p');
    note.textContent = 'The received picture is in the window that opened.';
    stage.replaceChildren(note);
  }
  const close = () => {
    popup?.close();
    frame?.remove();
  };
  try {
    const port = await handshake(() => popup ?? frame?.contentWindow ?? null, url.origin);
    return { port, kind: popup ? 'window' : 'iframe', isGone: () => popup?.closed === true, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** Waits for the receiver page's READY and sends it one end of a channel. */
function handshake(target: () => Window | null, origin: string): Promise<MessagePort> {
  return new Promise((resolve, reject) => {
    const onMessage = (event: MessageEvent) => {
      if (event.source === null || event.source !== target() || event.origin !== origin || event.data !== READY) return;
      const { port1, port2 } = new MessageChannel();
      target()?.postMessage(HELLO, origin, [port2]);
      finish();
      resolve(port1);
    };
    const timer = setTimeout(() => {
      finish();
      reject(new Error('The receiver page did not load.'));
    }, TIMEOUT_MS);
    const finish = () => {
      clearTimeout(timer);
      window.removeEventListener('message', onMessage);
    };
    window.addEventListener('message', onMessage);
  });
}

function inPage(stage: HTMLElement): ReceiverLink {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  stage.replaceChildren(video);
  const { port1, port2 } = new MessageChannel();
  const receiver = new Receiver(port2, video);
  return {
    port: port1,
    kind: 'page',
    isGone: () => false,
    close() {
      receiver.close();
      stage.replaceChildren();
    },
  };
}
