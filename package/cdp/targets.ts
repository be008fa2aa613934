import type { Session as Live } from '../live/session';
import type { Connection, Session } from './connection';
import { rawScript } from './script';

/** One attached page, or a frame in a process of its own. */
interface Target {
  session: Session;
  type: string;
  url: string;
  /** Of the script that its next documents begin with. */
  script: string | null;
}

const AUTO_ATTACH = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true };

/** All pages of a browser: puts the page's script into each document, and carries its messages. */
export class Targets {
  private readonly targets = new Map<string, Target>();
  /** Frames by the id of their execution context, each in its session. */
  private readonly frames = new Map<string, string>();
  private readonly attaching = new Set<Promise<void>>();
  private patch = 'none';

  constructor(
    private readonly connection: Connection,
    private readonly live: Live,
    private readonly name: string,
  ) {}

  /** Pages that are there, the frames in processes of their own apart. */
  get pages(): readonly Target[] {
    return [...this.targets.values()].filter(({ type }) => type === 'page');
  }

  /** Attaches to what is there and to what comes. Resolves when every page that is there has the script. */
  async start(): Promise<void> {
    const browser = this.connection.session();
    this.follow(browser);
    await browser.send('Target.setAutoAttach', AUTO_ATTACH);
    await this.settle();
  }

  /** Lets the next documents start under a patch. */
  async install(patch: string): Promise<void> {
    this.patch = patch;
    await this.settle();
    await Promise.all([...this.targets.values()].map((target) => this.putScript(target, false).catch(() => {})));
  }

  /** Takes the scripts away again. */
  async end(): Promise<void> {
    const browser = this.connection.session();
    await browser
      .send('Target.setAutoAttach', { ...AUTO_ATTACH, autoAttach: false, waitForDebuggerOnStart: false })
      .catch(() => {});
    for (const { session, script } of this.targets.values()) {
      if (script)
        await session.send('Page.removeScriptToEvaluateOnNewDocument', { identifier: script }).catch(() => {});
      await session.send('Runtime.removeBinding', { name: this.name }).catch(() => {});
    }
  }

  private async settle(): Promise<void> {
    while (this.attaching.size > 0) await Promise.all(this.attaching);
  }

  private follow(session: Session): void {
    session.on('Target.attachedToTarget', (params) => {
      const attached = this.attach(params).finally(() => this.attaching.delete(attached));
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

  private async attach({ sessionId, targetInfo, waitingForDebugger }: any): Promise<void> {
    const session = this.connection.session(sessionId);
    const { type, url } = targetInfo;
    try {
      if (type === 'page' || type === 'iframe') {
        const target: Target = { session, type, url, script: null };
        this.targets.set(sessionId, target);
        this.follow(session);
        this.listen(target);
        await Promise.all([
          session.send('Page.enable'),
          session.send('Runtime.enable'),
          session.send('Runtime.addBinding', { name: this.name }),
          this.putScript(target, !waitingForDebugger),
          session.send('Target.setAutoAttach', AUTO_ATTACH),
        ]);
      }
    } catch {
      // It went meanwhile.
    }
    if (waitingForDebugger) await session.send('Runtime.runIfWaitingForDebugger').catch(() => {});
  }

  private async putScript(target: Target, runImmediately: boolean): Promise<void> {
    const before = target.script;
    const source = await rawScript(this.name, this.patch);
    const { session } = target;
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
      if (name === this.name) void this.hear(session, payload, contextId, this.frames.get(key(contextId)) ?? null);
    });
  }

  private async hear(session: Session, payload: string, contextId: number, frame: string | null): Promise<void> {
    const called = readCall(payload);
    if (!called) return;
    const commands = await this.live.carrier.hear(called.message, frame);
    if (called.message?.type !== 'next') return;
    const expression = `window.${this.name}d(${called.id}, ${JSON.stringify(commands)})`;
    // Where the document has gone, nobody waits for it.
    await session.send('Runtime.evaluate', { contextId, expression }).catch(() => {});
  }
}

/** The page may call the binding with any text. */
function readCall(payload: string): { id: number; message: { type?: unknown } | null } | null {
  try {
    const { id, message } = JSON.parse(payload);
    return Number.isInteger(id) ? { id, message } : null;
  } catch {
    return null;
  }
}
