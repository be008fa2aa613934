import { test } from './harness/twin';
import { PEERS } from './harness/peers';
import { countObjects } from './harness/heap';
test('native leftovers', async ({ bareContext, server }) => {
  test.setTimeout(300000);
  server.html('/', `<!doctype html><script>${PEERS}</script>`);
  for (const variant of ['full', 'nochannel', 'connected', 'wait']) {
  const seen = [];
  for (let k = 0; k < 14; k++) {
  const bare = await bareContext.newPage();
  await bare.goto(server.url('/'));
  await bare.evaluate(async (variant) => {
  for (let i = 0; i < 3; i++) {
    const { a, b, negotiate, close, connected } = peers.connect();
    const track = peers.canvasTrack();
    const stream = new MediaStream([track]);
    const { sender } = a.addTransceiver(track, { direction: 'sendonly', streams: [stream] });
    b.addTrack(track.clone(), stream);
    if (variant !== 'nochannel') a.createDataChannel('x');
    await negotiate();
    await sender.setParameters(sender.getParameters());
    await sender.replaceTrack(null);
    a.removeTrack(sender);
    a.addTransceiver('audio').stop();
    await negotiate();
    if (variant === 'connected') await connected();
    track.stop();
    for (const each of b.getSenders()) each.track?.stop();
    close();
  }
  if (variant === 'wait') await new Promise((r) => setTimeout(r, 300));
  }, variant);
  seen.push(await countObjects(bare, 'RTCPeerConnection'));
  await bare.close();
  }
  console.log(variant, seen.join());
  }
});
