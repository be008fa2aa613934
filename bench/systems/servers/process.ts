import { type ChildProcess, spawn } from 'node:child_process';
import { type AddressInfo, createServer } from 'node:net';

/** A server that was started for a test; the end of its output is kept for error messages. */
export interface ServerProcess {
  /** The last lines it wrote. */
  tail(): string;
  /** Whether it still runs. */
  running(): boolean;
  /** Ends it at once, as a crash would. */
  kill(): void;
  /** Stops it where it is, so that the network seems gone, or lets it go on. */
  freeze(on: boolean): void;
  stop(): Promise<void>;
}

const KEPT = 8_000;
/** Asked to end, a server gets this long. */
const GRACE_MS = 3_000;
const START_MS = 20_000;

/**
 * Starts a server and waits until `answers` says that it is up. Ends with this process, whatever
 * ends that.
 * @param env beside this process's own
 * @throws Error with its last lines where it ends first, or is not up after 20 s
 */
export async function startServer(
  name: string,
  command: string,
  args: string[],
  answers: () => Promise<boolean>,
  env: Record<string, string> = {},
): Promise<ServerProcess> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  let output = '';
  const keep = (chunk: Buffer) => (output = (output + chunk).slice(-KEPT));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  let failure: Error | null = null;
  child.on('error', (error) => (failure = error));
  const kill = () => void child.kill('SIGKILL');
  process.once('exit', kill);
  const server: ServerProcess = {
    tail: () => output.trim().split('\n').slice(-12).join('\n'),
    running: () => isRunning(child),
    kill,
    freeze: (on) => void child.kill(on ? 'SIGSTOP' : 'SIGCONT'),
    async stop() {
      process.off('exit', kill);
      await end(child);
    },
  };
  for (const until = Date.now() + START_MS; ; ) {
    if (failure || !isRunning(child) || Date.now() > until) {
      const why = failure ?? (isRunning(child) ? `did not answer within ${START_MS / 1000} s` : 'ended');
      await server.stop();
      throw new Error(`${name} is installed and failed to start (${why}):\n${server.tail()}`);
    }
    if (await answers().catch(() => false)) return server;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const isRunning = ({ exitCode, signalCode, pid }: ChildProcess) =>
  pid !== undefined && exitCode === null && signalCode === null;

async function end(child: ChildProcess): Promise<void> {
  if (!isRunning(child)) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
  await gone;
  clearTimeout(timer);
}

/** A port of the loopback interface that nobody listens on; another process may take it meanwhile. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
