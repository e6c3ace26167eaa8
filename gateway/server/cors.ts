import type { IncomingMessage } from 'node:http';
import type { Answer } from './answer.js';

/** Response headers for a request of another origin; none unless the origin is listed. */
export function corsHeaders(origins: readonly string[], { headers: { origin } }: IncomingMessage): Record<string, string> {
  if (origins.length === 0) return {};
  if (origin === undefined || !origins.includes(origin)) return { vary: 'Origin' };
  return {
    vary: 'Origin',
    'access-control-allow-origin': origin,
    'access-control-expose-headers': 'X-Request-Id, WWW-Authenticate, Retry-After',
  };
}

/** The answer to a preflight of a listed origin, `null` for every other request. */
export function preflight(origins: readonly string[], req: IncomingMessage): Answer | null {
  const { origin, 'access-control-request-method': asked } = req.headers;
  if (req.method !== 'OPTIONS' || asked === undefined || origin === undefined || !origins.includes(origin)) return null;
  return {
    status: 204,
    headers: {
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'Authorization, Content-Type, X-Purpose-Of-Use, X-Occasion, X-Requested-With',
      'access-control-max-age': '600',
    },
  };
}
