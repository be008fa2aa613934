import { createServer, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export interface TestServer {
  port: number;
  /** Serves an HTML document at `path`, with the headers, for example a Content-Security-Policy. */
  html(path: string, body: string, headers?: OutgoingHttpHeaders): void;
  /** Serves anything else: scripts, redirects, slow or broken answers. */
  route(path: string, handler: Handler): void;
  /**
   * The address of a path. Another host is another origin (`127.0.0.1` another site too); every
   * name under localhost leads here and is a secure context.
   */
  url(path: string, host?: string): string;
  close(): Promise<void>;
}

/** A web server on the loopback interface and a free port, whose pages are the test's own strings. */
export async function startServer(): Promise<TestServer> {
  const routes = new Map<string, Handler>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const handler = routes.get(pathname);
    if (handler) handler(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    html(path, body, headers = {}) {
      routes.set(path, (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body);
      });
    },
    route: (path, handler) => void routes.set(path, handler),
    url: (path, host = 'localhost') => `http://${host}:${port}${path}`,
    close() {
      // Pages keep their connections open.
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
