import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import { createServer as createTlsServer } from 'node:https';

/** Mutual TLS: the agency shows `cert`, and believes only callers whose certificate `ca` has signed. PEM. */
export interface ServerTls {
  readonly cert: string;
  readonly key: string;
  /** Authority of the gateway's certificate. */
  readonly ca: string;
}

/** The HTTP server of an agency; with `tls` nobody gets further than the handshake without the gateway's certificate. */
export function listener(tls: ServerTls | null, options: ServerOptions, answer: RequestListener): Server {
  return tls ? createTlsServer({ ...options, ...tls, requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.3' }, answer) : createServer(options, answer);
}
