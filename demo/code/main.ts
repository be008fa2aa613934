import { paintCode } from '../shared/paintCode';
import { CODE_CHANNEL } from '../shared/signal';

/** The page to share: fills the tab with a picture that carries the publisher's current code. */
const canvas = document.querySelector('canvas')!;
const context = canvas.getContext('2d', { alpha: false })!;
const channel = new BroadcastChannel(CODE_CHANNEL);
let code = 0;
let tick = 0;

function paint(): void {
  const width = Math.round(innerWidth * devicePixelRatio);
  const height = Math.round(innerHeight * devicePixelRatio);
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const hue = (code * 47) % 360;
  context.fillStyle = `hsl(${hue} 45% 90%)`;
  context.fillRect(0, 0, width, height);
  context.fillStyle = `hsl(${hue} 60% 30%)`;
  context.font = `600 ${height / 9}px system-ui, sans-serif`;
  context.fillText(code ? `Publish ${code}` : 'Share this tab', width / 16, height / 4);
  context.font = `${height / 20}px system-ui, sans-serif`;
  context.fillText(code ? `tick ${tick}` : 'then look at the demo page', width / 16, height / 2.6);
  if (code) paintCode(context, width, height, code);
}

/** Waits two frames, so that the new picture is on the screen. A hidden page has no frames, hence the timeout. */
const painted = () =>
  new Promise<void>((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
    setTimeout(resolve, 300);
  });

channel.onmessage = async ({ data }) => {
  if (!Number.isInteger(data?.show) || data.show < 0 || data.show > 0xffff) return;
  code = data.show;
  paint();
  await painted();
  channel.postMessage({ shown: data.show });
};

addEventListener('resize', paint);
setInterval(() => {
  tick += 1;
  paint();
}, 100);
paint();
