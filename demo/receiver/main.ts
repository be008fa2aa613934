import { HELLO, otherSite, READY } from '../shared/signal';
import { Receiver } from './Receiver';

const video = document.querySelector('video')!;
const status = document.querySelector<HTMLElement>('#status')!;
const publisher = window.opener ?? (window.parent === window ? null : window.parent);
/** Only the demo's own publisher is allowed, on the other site or on this one. */
const allowed = [otherSite(new URL(location.href)).origin, location.origin];
let receiver: Receiver | null = null;

document.documentElement.classList.toggle('embedded', window.parent !== window);

window.addEventListener('message', (event) => {
  const port = event.ports[0];
  if (event.source !== publisher || !allowed.includes(event.origin) || event.data !== HELLO || !port) return;
  receiver?.close();
  status.textContent = 'Connected. Waiting for a picture.';
  receiver = new Receiver(port, video, (picture) => {
    if (!picture) status.textContent = 'Waiting for a picture.';
    else
      status.textContent = `${picture.width} x ${picture.height}, ${picture.code === null ? 'no code in the picture' : `code ${picture.code}`}`;
  });
});

if (publisher) for (const origin of new Set(allowed)) publisher.postMessage(READY, origin);
else status.textContent = 'This window is opened by the publisher page: go there and press Publish.';
