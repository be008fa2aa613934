/** A busy page updates many times a second; nobody sees more than this of a chart of minutes. */
const DRAW_MS = 200;
/**
 * The frame of an update that changed a chart has the update's own work, and the one after it that of its
 * texts (later.ts): what is drawn comes behind both, in ms.
 */
const BEHIND_MS = 40;

const waiting = new Set<() => void>();
let asked = false;

/**
 * One chart a frame: all charts change with the same update, and together they would make one frame
 * late. Where nobody sees the panel there are no frames, and nothing is drawn.
 */
function drawNext(): void {
  asked = false;
  const [draw] = waiting;
  if (!draw) return;
  waiting.delete(draw);
  draw();
  askForFrame();
}

function askForFrame(): void {
  if (asked || waiting.size === 0) return;
  asked = true;
  requestAnimationFrame(drawNext);
}

/** Draws at once the first time, and then as often as it can be seen. */
export function paced(draw: () => void) {
  let drawnAt = Number.NEGATIVE_INFINITY;
  let planned = false;
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const run = () => {
    planned = false;
    drawnAt = performance.now();
    draw();
  };
  return {
    /** There is something new to draw. */
    soon(): void {
      // What was asked for before the chart went may run after it.
      if (planned || stopped) return;
      if (drawnAt === Number.NEGATIVE_INFINITY) {
        run();
        return;
      }
      planned = true;
      const wait = Math.max(BEHIND_MS, drawnAt + DRAW_MS - performance.now());
      timer = setTimeout(() => {
        waiting.add(run);
        askForFrame();
      }, wait);
    },
    stop(): void {
      stopped = true;
      clearTimeout(timer);
      waiting.delete(run);
    },
  };
}
