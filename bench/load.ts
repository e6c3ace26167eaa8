import { setTimeout as sleep } from 'node:timers/promises';
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
  /** Requests per second, begun whether or not earlier ones have been answered; default: as many as the callers get answered. */
  readonly rate?: number;
}

export interface LoadResult {
  readonly requests: number;
  readonly seconds: number;
  /** Milliseconds of each request, ascending; with a rate from the moment when it was due, so that waiting in line counts. */
  readonly latencies: readonly number[];
  /** Bytes of one answer, on average. */
  readonly bytes: number;
}

/** Load over keep-alive connections. @throws Error on any answer that is not a complete success. */
export async function run({ origin, headers, bodies, callers, milliseconds, rate }: Load): Promise<LoadResult> {
  const pool = new Pool(origin, { connections: callers, pipelining: 1 });
  const latencies: number[] = [];
  let next = 0;
  let bytes = 0;
  const begin = performance.now();
  const ask = async (due: number): Promise<void> => {
    const body = bodies[next++ % bodies.length]!;
    const answer = await pool.request({ path: '/graphql', method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
    const content = Buffer.from(await answer.body.arrayBuffer());
    latencies.push(performance.now() - due);
    bytes += content.length;
    const wrong = content.indexOf('"errors"');
    if (answer.statusCode !== 200 || wrong >= 0) throw new Error(`${origin} answered ${answer.statusCode}: ${content.toString('utf8', Math.max(0, wrong)).slice(0, 600)}`);
  };
  const caller = async (): Promise<void> => {
    while (performance.now() - begin < milliseconds) await ask(performance.now());
  };
  const paced = async (interval: number): Promise<void> => {
    const asked: Promise<void>[] = [];
    for (let due = 0; due < milliseconds; due += interval) {
      const wait = begin + due - performance.now();
      if (wait > 0) await sleep(wait);
      asked.push(ask(begin + due));
    }
    await Promise.all(asked);
  };
  try {
    await (rate ? paced(1_000 / rate) : Promise.all(Array.from({ length: callers }, caller)));
  } finally {
    await pool.close();
  }
  const seconds = (performance.now() - begin) / 1000;
  return { requests: latencies.length, seconds, latencies: latencies.sort((a, b) => a - b), bytes: Math.round(bytes / latencies.length) };
}
