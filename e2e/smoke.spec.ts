import { attachRawPanel } from './harness/raw-panel';
import { expect, test } from './harness/test';

test('hook reports', async ({ page, server }) => {
  page.on('console', (m) => console.log('[page]', m.text()));
  page.on('pageerror', (m) => console.log('[pageerror]', m.message));
  server.html('/', '<title>t</title><p>hi');
  await page.goto(server.url('/'));
  const raw = await attachRawPanel(page);
  await page.evaluate(async () => {
    const a = new RTCPeerConnection();
    const b = new RTCPeerConnection();
    (window as any).a = a;
    (window as any).b = b;
    a.onicecandidate = (e) => b.addIceCandidate(e.candidate!);
    b.onicecandidate = (e) => a.addIceCandidate(e.candidate!);
    const c = document.createElement('canvas');
    c.width = 320;
    c.height = 180;
    const x = c.getContext('2d')!;
    setInterval(() => {
      x.fillStyle = `hsl(${Math.random() * 360} 50% 50%)`;
      x.fillRect(0, 0, 320, 180);
    }, 100);
    (window as any).pub = async () => {
      const t = c.captureStream().getVideoTracks()[0]!;
      const tr = a.addTransceiver(t, { direction: 'sendonly' });
      await neg();
      return tr;
    };
    const neg = ((window as any).neg = async () => {
      await a.setLocalDescription();
      await b.setRemoteDescription(a.localDescription!);
      await b.setLocalDescription();
      await a.setRemoteDescription(b.localDescription!);
    });
    const tr = await (window as any).pub();
    await new Promise((r) => setTimeout(r, 1500));
    tr.direction = 'inactive';
    a.removeTrack(tr.sender);
    await neg();
  });
  await page.waitForTimeout(1500);
  const doc = await raw.document('/');
  console.log(JSON.stringify({ ...doc, last: undefined, log: undefined }, null, 1).slice(0, 9000));
  for (const e of doc.log) console.log(JSON.stringify(e));
  expect(doc.transceivers.length).toBe(2);
});
