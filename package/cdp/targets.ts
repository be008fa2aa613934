import type { Session as Live } from '../live/session';
import type { Session } from './connection';
import { rawScript, readCall } from './script';

/** A connection's sessions: our own connection's, or a driver's. */
export interface Sessions {
  /** @param id of an attached target; undefined for the browser itself */
  session(id?: string): Session;
}

/** What the protocol tells of a target, as far as it is needed. */
export interface TargetInfo {
  type: string;
  url: string;
  browserContextId?: string;
}

/** One attached page, or a frame in a process of its own. */
export interface Target {
  session: Session;
  type: string;
  url: string;
  /** Of the script that its next documents begin with. */
  script: string | null;
  /** Its page's, counted from 1 in the order in which they came. */
  number: number;
}

/** Documents whose page is remembered: more than are kept. */
const MAX_KEYS = 2_000;

const AUTO_ATTACH = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true };
const NO_ATTACH = { ...AUTO_ATTACH, autoAttach: false, waitForDebuggerOnStart: false };

/** All pages of a browser: puts the page's script into each document, and carries its messages. */
export class Targets {
  private readonly targets = new Map<string, Target>();
  /** Frames by the id of their execution context, each in its session. */
  private readonly frames = new Map<string, string>();
  private readonly attaching = new Set<Promise<void>>();
  private readonly numbers = new Map<string, number>();
  private last = 0;
  private patch = 'none';

  constructor(
    private readonly sessions: Sessions,
    private readonly live: Live,
    private readonly name: string,
    /** Whether a page is one of those that are asked for; the others are let go at once. */
    private readonly wants: (page: TargetInfo) => boolean = () => true,
  ) {}

  /** Pages that are there, the frames in processes of their own apart. */
  get pages(): readonly Target[] {
    return [...this.targets.values()].filter(({ type }) => type === 'page');
  }

  /** @returns the number of a document's page; null where it is not known */
  numberOf(key: string): number | null {
    return this.numbers.get(key) ?? null;
  }

  /** Attaches to what is there and to what comes. Resolves when every page that is there has the script. */
  async start(): Promise<void> {
    const browser = this.sessions.session();
    this.follow(browser);
    await browser.send('Target.setAutoAttach', AUTO_ATTACH);
    await this.settle();
  }

  /** Takes one page alone, by a session with it. */
  async startIn(sessionId: string, targetInfo: TargetInfo): Promise<void> {
    await this.attach({ sessionId, targetInfo, waitingForDebugger: false });
    await this.settle();
  }

  /** Lets the next documents start under a patch. */
  async install(patch: string): Promise<void> {
    this.patch = patch;
    await this.settle();
    const source = await rawScript(this.name, patch);
    await Promise.all(
      [...this.targets.values()].map((target) => this.putScript(target, source, false).catch(() => {})),
    );
  }

  /** Takes the scripts away again. */
  async end(): Promise<void> {
    const roots = [this.sessions.session(), ...[...this.targets.values()].map(({ session }) => session)];
    for (const { session, script } of this.targets.values()) {
      if (script)
        await session.send('Page.removeScriptToEvaluateOnNewDocument', { identifier: script }).catch(() => {});
      await session.send('Runtime.removeBinding', { name: this.name }).catch(() => {});
    }
    // Lets go of what came by it, the last first.
    for (const root of roots.reverse()) await root.send('Target.setAutoAttach', NO_ATTACH).catch(() => {});
  }

  private async settle(): Promise<void> {
    while (this.attaching.size > 0) await Promise.all(this.attaching);
  }

  private follow(session: Session): void {
    session.on('Target.attachedToTarget', (params) => {
      const attached = this.attach(params, session).finally(() => this.attaching.delete(attached));
      this.attaching.add(attached);
    });
    session.on('Target.detachedFromTarget', ({ sessionId }) => {
      this.targets.delete(sessionId);
      for (const [context, frame] of this.frames)
        if (context.startsWith(`${sessionId} `)) {
          this.frames.delete(context);
          this.live.carrier.closeFrame(frame);
        }
    });
  }

  /** @param by whose auto-attach it came */
  private async attach({ sessionId, targetInfo, waitingForDebugger }: any, by?: Session): Promise<void> {
    const session = this.sessions.session(sessionId);
    const { type, url } = targetInfo;
    const isForeign = type === 'page' && !this.wants(targetInfo);
    // Read before: all commands go in one turn, since a popup may answer some of them only when it runs.
    const source = await rawScript(this.name, this.patch);
    const sent: Promise<unknown>[] = [];
    if (!isForeign && (type === 'page' || type === 'iframe')) {
      const around = type === 'iframe' && by ? this.targets.get(by.id ?? '') : undefined;
      const target: Target = { session, type, url, script: null, number: around?.number ?? ++this.last };
      this.targets.set(sessionId, target);
      this.follow(session);
      this.listen(target);
      sent.push(
        session.send('Page.enable'),
        session.send('Runtime.enable'),
        session.send('Runtime.addBinding', { name: this.name }),
        this.putScript(target, source, !waitingForDebugger),
        session.send('Target.setAutoAttach', AUTO_ATTACH),
      );
    }
    if (waitingForDebugger) sent.push(session.send('Runtime.runIfWaitingForDebugger'));
    // What fails went meanwhile.
    await Promise.allSettled(sent);
    if (isForeign) await by?.send('Target.detachFromTarget', { sessionId }).catch(() => {});
  }

  private async putScript(target: Target, source: string, runImmediately: boolean): Promise<void> {
    const { session, script: before } = target;
    const { identifier } = await session.send('Page.addScriptToEvaluateOnNewDocument', { source, runImmediately });
    target.script = identifier;
    if (before) await session.send('Page.removeScriptToEvaluateOnNewDocument', { identifier: before });
  }

  private listen(target: Target): void {
    const { session } = target;
    const key = (context: number) => `${session.id} ${context}`;
    session.on('Runtime.executionContextCreated', ({ context: { id, auxData } }) => {
      if (auxData?.isDefault && auxData.frameId) this.frames.set(key(id), auxData.frameId);
    });
    session.on('Runtime.executionContextDestroyed', ({ executionContextId }) =>
      this.frames.delete(key(executionContextId)),
    );
    session.on('Page.frameDetached', ({ frameId, reason }) => {
      if (reason === 'remove') this.live.carrier.closeFrame(frameId);
    });
    session.on('Page.frameNavigated', ({ frame }) => {
      if (!frame.parentId) target.url = frame.url;
    });
    session.on('Inspector.targetCrashed', () => {
      for (const [context, frame] of this.frames)
        if (context.startsWith(`${session.id} `)) this.live.carrier.closeFrame(frame);
    });
    session.on('Runtime.bindingCalled', ({ name, payload, executionContextId: contextId }) => {
      if (name === this.name) void this.hear(target, payload, contextId, this.frames.get(key(contextId)) ?? null);
    });
  }

  private async hear(target: Target, payload: string, contextId: number, frame: string | null): Promise<void> {
    const { session, number } = target;
    const called = readCall(payload);
    if (!called) return;
    this.remember(called.message?.key, number);
    const commands = await this.live.carrier.hear(called.message, frame);
    if (called.message?.type !== 'next') return;
    const expression = `window.${this.name}d(${called.id}, ${JSON.stringify(commands)})`;
    // Where the document has gone, nobody waits for it.
    await session.send('Runtime.evaluate', { contextId, expression }).catch(() => {});
  }

  private remember(key: unknown, number: number): void {
    if (typeof key !== 'string' || key.length > 64 || this.numbers.has(key)) return;
    if (this.numbers.size >= MAX_KEYS) this.numbers.delete(this.numbers.keys().next().value!);
    this.numbers.set(key, number);
  }
}
