/** The DevTools protocol over one WebSocket, for all of a browser's targets. */

type Params = Record<string, any>;

interface Socket {
  send(text: string): void;
  close(): void;
  addEventListener(type: string, handle: (event: any) => void): void;
}
type SocketClass = new (url: string) => Socket;

/** Hosts that a debugging port is asked for at: nobody else should have one. */
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
const MAX_CONNECT_MS = 5_000;

export interface Session {
  readonly id: string | undefined;
  send(method: string, params?: object): Promise<any>;
  on(event: string, handle: (params: any) => void): void;
  off(event: string, handle: (params: any) => void): void;
}

export class Connection {
  private id = 0;
  private open = true;
  private readonly waiting = new Map<
    number,
    { session: string | undefined; resolve(value: any): void; reject(error: Error): void }
  >();
  private readonly handlers = new Set<{ session: string | undefined; event: string; handle(params: Params): void }>();
  /** Resolves when the browser, or we, ended it. */
  readonly closed: Promise<void>;

  private constructor(
    private readonly socket: Socket,
    /** Of the browser's WebSocket. */
    readonly url: string,
  ) {
    socket.addEventListener('message', ({ data }) => this.receive(JSON.parse(String(data))));
    this.closed = new Promise((resolve) => {
      socket.addEventListener('close', () => {
        this.open = false;
        for (const { reject } of this.waiting.values()) reject(new Error('The browser is gone.'));
        this.waiting.clear();
        resolve();
      });
    });
  }

  /**
   * @param endpoint `http://localhost:9222`, or the WebSocket's address
   * @throws Error with one sentence where no Chromium answers there
   */
  static async open(endpoint: string): Promise<Connection> {
    const url = await socketUrl(endpoint);
    const Class = await socketClass();
    const socket = new Class(url);
    await new Promise<void>((resolve, reject) => {
      const fail = () => {
        clearTimeout(timer);
        reject(new Error(nobodyAt(endpoint)));
        socket.close();
      };
      const timer = setTimeout(fail, MAX_CONNECT_MS);
      socket.addEventListener('open', () => {
        clearTimeout(timer);
        resolve();
      });
      socket.addEventListener('error', fail);
    });
    return new Connection(socket, url);
  }

  /** @param id of an attached target; undefined for the browser itself */
  session(id?: string): Session {
    return {
      id,
      send: (method, params = {}) => this.send(method, params, id),
      on: (event, handle) => void this.handlers.add({ session: id, event, handle }),
      off: (event, handle) => {
        for (const each of this.handlers)
          if (each.session === id && each.event === event && each.handle === handle) this.handlers.delete(each);
      },
    };
  }

  close(): void {
    this.socket.close();
  }

  private send(method: string, params: object, sessionId: string | undefined): Promise<any> {
    if (!this.open) return Promise.reject(new Error('The browser is gone.'));
    const id = ++this.id;
    this.socket.send(JSON.stringify({ id, method, params, sessionId }));
    return new Promise((resolve, reject) => this.waiting.set(id, { session: sessionId, resolve, reject }));
  }

  private receive({ id, result, error, method, params, sessionId }: Params): void {
    if (id === undefined) {
      for (const each of [...this.handlers])
        if (each.session === sessionId && each.event === method) each.handle(params);
      if (method === 'Target.detachedFromTarget') this.forget(params.sessionId);
      return;
    }
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (error) waiting?.reject(new Error(error.message));
    else waiting?.resolve(result);
  }

  /** What was asked of a page that is gone is never answered. */
  private forget(session: string): void {
    for (const [id, waiting] of this.waiting) {
      if (waiting.session !== session) continue;
      this.waiting.delete(id);
      waiting.reject(new Error('The page is gone.'));
    }
  }
}

const nobodyAt = (endpoint: string) =>
  `No Chromium answers at ${endpoint}: start it with --remote-debugging-port, and name that port.`;

/** @throws Error with one sentence where an address is no debugging port's, or another machine's */
export function checkEndpoint(endpoint: string): URL {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null;
  if (!url || !/^(https?|wss?):$/.test(url.protocol))
    throw new Error(`"${endpoint}" is no address of a debugging port, as http://localhost:9222 is.`);
  if (!LOOPBACK.includes(url.hostname))
    throw new Error(
      `${url.hostname} is not this machine: a debugging port gives whoever reaches it the whole browser. Tunnel it to localhost.`,
    );
  return url;
}

async function socketUrl(endpoint: string): Promise<string> {
  const url = checkEndpoint(endpoint);
  if (url.protocol.startsWith('ws')) return endpoint;
  try {
    const response = await fetch(new URL('/json/version', url), { signal: AbortSignal.timeout(MAX_CONNECT_MS) });
    const { webSocketDebuggerUrl } = (await response.json()) as { webSocketDebuggerUrl?: unknown };
    if (typeof webSocketDebuggerUrl === 'string') return checkEndpoint(webSocketDebuggerUrl).href;
  } catch {
    // Nobody there, or somebody else.
  }
  throw new Error(nobodyAt(endpoint));
}

/** Node has its own from version 22 on. */
async function socketClass(): Promise<SocketClass> {
  const { WebSocket } = globalThis as { WebSocket?: SocketClass };
  if (WebSocket) return WebSocket;
  try {
    return (await import('ws')).default as never;
  } catch {
    throw new Error('This Node has no WebSocket: use Node 22 or newer, or install the package "ws".');
  }
}
