import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Keeper } from './keeper.js';

/** Answers `/health/live`, and `/health/ready`: at work or standing by, and the log is what was signed. */
export async function serveHealth(keeper: Pick<Keeper, 'state'>, port: number, host: string): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer(({ url }, response) => {
    const fine = url === '/health/live' || (url === '/health/ready' && (keeper.state === 'ACTIVE' || keeper.state === 'STANDBY'));
    const status = fine ? 200 : url === '/health/ready' ? 503 : 404;
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ status: keeper.state }));
  });
  server.listen(port, host);
  await once(server, 'listening');
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
