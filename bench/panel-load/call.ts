import { FakePage } from '../../core/fixtures/page';
import { LOG_PAGE } from '../../protocol/limits';
import type { LogEntry } from '../../protocol/log';
import type { Update } from '../../protocol/messages';
import type { ConnectionState } from '../../protocol/state';

const CONNECTIONS = 10;
/** Of each connection, 30 in all. */
const RECEIVING = 5;
const SENDING = { video: 12, audio: 3 };
const IDLE = 10;
/** One share a minute, each stopped when it is unpublished, so that there are 300 transceivers throughout. */
const SHARE_MS = 60_000;
/** What the real hook keeps of one connection's log with ten of them. */
const LOG_PER_CONNECTION = 1_800;

/** Its negotiations take no time worth speaking of: at seven a second, the page's clock must keep up with ours. */
class QuickPage extends FakePage {
  override wait(ms: number): this {
    return super.wait(Math.min(ms, 10));
  }
}

/** A big call that has gone on for long: 300 transceivers on 10 connections, half of them sending. */
export class BigCall {
  readonly page: QuickPage;
  private share: ReturnType<FakePage['publish']> | null = null;
  private sharedAt: number;

  constructor(startedAt: number) {
    this.page = new QuickPage('big-call', startedAt, { url: location.href });
    this.sharedAt = startedAt;
    for (let c = 0; c < CONNECTIONS; c++) this.join(this.page.connect());
    this.page.now = startedAt + 2_000;
  }

  /** A share ends and another begins on the next connection, as long as that is due by `to`. */
  shareUntil(to: number): void {
    for (; this.sharedAt + SHARE_MS <= to; this.sharedAt += SHARE_MS) {
      this.page.now = Math.max(this.page.now, this.sharedAt);
      this.stopShare();
      const { connections } = this.page;
      this.share = this.page.publish(connections[((this.sharedAt / SHARE_MS) % connections.length) | 0]!);
    }
  }

  /** One publish that nobody stops, and the end of the one before: a page that leaks. */
  leak(): void {
    if (this.share) this.page.unpublish(this.share);
    this.share = this.page.publish(this.page.connections[0]!);
  }

  /** What changed until then, with a sample of what sends. */
  sampleAt(at: number): Update {
    this.page.now = Math.max(this.page.now, at);
    this.page.sample();
    return this.page.update();
  }

  /** The whole, in messages as long as the hook's: the log that it still has, the state in the first. */
  whole(): Update[] {
    const full = this.page.update(true);
    full.transceivers = full.transceivers.filter(({ index }) => index !== null);
    const log = recent(full.log);
    const pages = Array.from({ length: Math.floor(log.length / LOG_PAGE) + 1 }, (_, i) =>
      log.slice(i * LOG_PAGE, (i + 1) * LOG_PAGE),
    );
    const rest = pages.slice(1).map((entries) => ({ ...this.page.update(), log: entries }));
    return [{ ...full, log: pages[0]! }, ...rest];
  }

  private join(connection: ConnectionState): void {
    const { page } = this;
    for (let i = 0; i < RECEIVING; i++) page.receive(connection, i % 2 ? 'video' : 'audio');
    const idle = Array.from({ length: IDLE }, (_, i) =>
      page.publish(connection, { kind: i % 2 ? 'video' : 'audio', source: i % 2 ? 'camera' : 'microphone' }),
    );
    for (let i = 0; i < SENDING.video; i++) page.publish(connection, { source: 'camera', app: 'camera' });
    for (let i = 0; i < SENDING.audio; i++) page.publish(connection, { kind: 'audio' });
    for (const each of idle) page.unpublish(each);
  }

  private stopShare(): void {
    if (!this.share) return;
    this.page.unpublish(this.share);
    this.page.stop(this.share);
  }
}

function recent(log: readonly LogEntry[]): LogEntry[] {
  const left = new Map<number | null, number>();
  const kept = log.findLastIndex(({ connection }) => {
    const count = (left.get(connection) ?? 0) + 1;
    left.set(connection, count);
    return count > LOG_PER_CONNECTION;
  });
  return log.slice(kept + 1);
}
