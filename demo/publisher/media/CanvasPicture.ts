import { codeArea } from '../../shared/blockCode';
import { paintCode } from '../../shared/paintCode';
import type { Settings } from '../settings';

/**
 * The demo's own source: one canvas for all publishes (a new canvas per publish would be a leak of the
 * demo itself), repainted at the frame rate of the settings so that it keeps producing frames.
 */
export class CanvasPicture {
  private readonly context: CanvasRenderingContext2D;
  private timer: ReturnType<typeof setInterval> | undefined;
  private tick = 0;

  constructor(readonly canvas: HTMLCanvasElement) {
    const context = canvas.getContext('2d', { alpha: false });
    if (!context) throw new Error('no 2d canvas');
    this.context = context;
  }

  /** Paints the picture of one publish, and repaints it until stop(). */
  start({ width, height, picture, fps }: Settings, code: number): void {
    this.stop();
    if (this.canvas.width !== width || this.canvas.height !== height) Object.assign(this.canvas, { width, height });
    this.paintStill(width, height, code);
    this.timer = setInterval(() => {
      this.tick += 1;
      if (picture === 'motion') this.paintMoving(width, height);
      this.paintMark(width, height);
    }, 1000 / fps);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private paintStill(width: number, height: number, code: number): void {
    const to = this.context;
    const hue = (code * 47) % 360;
    to.fillStyle = `hsl(${hue} 45% 94%)`;
    to.fillRect(0, 0, width, height);
    to.fillStyle = `hsl(${hue} 60% 30%)`;
    to.font = `600 ${height / 9}px system-ui, sans-serif`;
    to.fillText(`Publish ${code}`, width / 16, height / 4.5);
    // Lines that look like text: an encoder should see a shared document.
    to.fillStyle = `hsl(${hue} 20% 45%)`;
    for (let line = 0; line < 8; line++) {
      const length = width * (0.45 + 0.4 * Math.abs(Math.sin(code + line * 2.3)));
      to.fillRect(width / 16, height * (0.32 + line * 0.05), length, height / 60);
    }
    paintCode(to, width, height, code);
  }

  private paintMoving(width: number, height: number): void {
    const to = this.context;
    const top = height / 3.5;
    const bottom = codeArea(width, height).y;
    const bar = width / 20;
    for (let i = 0; i < 20; i++) {
      to.fillStyle = `hsl(${((i + this.tick) * 37) % 360} 70% ${40 + ((i * this.tick) % 4) * 10}%)`;
      to.fillRect(i * bar, top, bar + 1, bottom - top);
    }
  }

  /** Paints a small moving mark, because an unchanged canvas produces no frame. */
  private paintMark(width: number, height: number): void {
    const side = height / 40;
    this.context.fillStyle = '#888';
    this.context.fillRect(width - 9 * side, side, 8 * side, side);
    this.context.fillStyle = '#fff';
    this.context.fillRect(width - (9 - (this.tick % 8)) * side, side, side, side);
  }
}
