import { Pool } from 'undici';

export interface Load {
  /** Gateway origin, such as `http://127.0.0.1:4000`. */
  readonly origin: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Request bodies, sent in turn. */
  readonly bodies: readonly string[];
  /** Concurrent callers; each sends its next request when it has its answer. */
  readonly callers: number;
  readonly milliseconds: number;
}

export interface LoadResult {
  readonly requests: number;
  readonly seconds: number;
  /** Milliseconds of each request, ascending. */
  readonly latencies: readonly number[];
  /** Bytes of one answer, on average. */
  readonly bytes: number;
}

/** Closed-loop load over keep-alive connections. @throws Error on any answer that is not a complete success. */
export async function run({ origin, headers, bodies, callers, milliseconds }: Load): Promise<LoadResult> {
  const pool = new Pool(origin, { connections: callers, pipelining: 1 });
  const latencies: number[] = [];
  let next = 0;
  let bytes = 0;
  const begin = performance.now();
  const caller = async (): Promise<void> => {
    while (performance.now() - begin < milliseconds) {
      const sent = performance.now();
      const body = bodies[next++ % bodies.length]!;
      const answer = await pool.request({ path: '/graphql', method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
      const text = await answer.body.text();
      latencies.push(performance.now() - sent);
      bytes += text.length;
      if (answer.statusCode !== 200 || text.includes('"errors"')) throw new Error(`${origin} answered ${answer.statusCode}: ${text.slice(0, 600)}`);
    }
  };
  try {
    await Promise.all(Array.from({ length: callers }, caller));
  } finally {
    await pool.close();
  }
  const seconds = (performance.now() - begin) / 1000;
  return { requests: latencies.length, seconds, latencies: latencies.sort((a, b) => a - b), bytes: Math.round(bytes / latencies.length) };
}
