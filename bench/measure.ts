import { run } from './load.js';
import type { Program } from './program.js';

/** A gateway under measurement. */
export interface Contender {
  readonly name: string;
  readonly origin: string;
  readonly program: Program;
  readonly headers: Readonly<Record<string, string>>;
  /** The body of the request for this. */
  body(ask: Ask): string;
}

/** What is asked for, in the words of every contender: as GraphQL, or by the name of the endpoint that was written for it. */
export interface Ask {
  readonly endpoint: string;
  readonly query: string;
  /** Ids of clients are internal ones; contenders with pseudonyms translate them. */
  readonly variables: Readonly<Record<string, string | number | null>>;
}

/** One kind of load. */
export interface Shape {
  readonly name: string;
  readonly what: string;
  readonly callers: number;
  /** Clients in one answer, where the cost of each is looked at. */
  readonly clients?: number;
  /** Half of what the contender served at most under this load is sent at a steady rate. */
  readonly half?: boolean;
  asks(contender: Contender): Promise<readonly Ask[]>;
}

export interface Figures {
  readonly requestsPerSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Milliseconds of processor time of the gateway process. */
  readonly cpuPerRequest: number;
  /** Resident memory after the round, MB. */
  readonly memory: number;
  readonly bytes: number;
}

/** Figures by shape and contender, one for each round. */
export type Results = Record<string, Record<string, Figures[]>>;

export interface Course {
  readonly rounds: number;
  /** Milliseconds of one round of one contender. */
  readonly round: number;
  /** Most milliseconds that warming up one contender for one shape takes. */
  readonly warmUp: number;
  readonly say: (line: string) => void;
}

/**
 * Every shape in rounds, in each of which every contender has its turn, so that what changes on the machine meets all of them. Whose turn it is not
 * is paused, so that what a gateway tidies up once it is left alone (garbage, compiled code) takes no core from the next. Who answers a warm-up with
 * anything but success is told of and left out of that shape.
 */
export async function measure(contenders: readonly Contender[], shapes: readonly Shape[], { rounds, round, warmUp, say }: Course): Promise<Results> {
  const results: Results = {};
  for (const { program } of contenders) program.pause();
  for (const shape of shapes) {
    const bodies = new Map<Contender, readonly string[]>();
    const rates = new Map<Contender, number>();
    for (const contender of contenders) {
      say(`${shape.name}: warming up ${contender.name}`);
      try {
        const { asks, warm } = await alone(contender, async () => {
          const asks = (await shape.asks(contender)).map((ask) => contender.body(ask));
          return { asks, warm: await warmedUp(contender, asks, shape.callers, warmUp) };
        });
        bodies.set(contender, asks);
        if (shape.half) rates.set(contender, Math.max(1, warm.requestsPerSecond / 2));
      } catch (fault) {
        say(`${shape.name}: without ${contender.name}: ${String(fault)}`);
      }
    }
    for (let number = 1; number <= rounds; number += 1) {
      say(`${shape.name}: round ${number} of ${rounds}`);
      for (const [contender, asks] of bodies) {
        const figures = await alone(contender, () => once(contender, asks, shape.callers, round, rates.get(contender)));
        ((results[shape.name] ??= {})[contender.name] ??= []).push(figures);
      }
    }
  }
  return results;
}

/** While the contender runs and no other does. */
async function alone<T>({ program }: Contender, work: () => Promise<T>): Promise<T> {
  await program.resume();
  try {
    return await work();
  } finally {
    program.pause();
  }
}

/** Parts of the longest warm-up, after each of which it is looked whether requests have become cheaper. */
const SLICES = 10;
/** Slices in a row that brought nothing cheaper: what runs is compiled, and caches are filled. */
const SETTLED = 3;

/** Loads a contender until its requests get no cheaper; the figures of the last slice. */
async function warmedUp(contender: Contender, bodies: readonly string[], callers: number, longest: number): Promise<Figures> {
  const end = performance.now() + longest;
  let cheapest = Infinity;
  let settled = 0;
  for (;;) {
    const figures = await once(contender, bodies, callers, longest / SLICES);
    settled = figures.cpuPerRequest < cheapest ? 0 : settled + 1;
    cheapest = Math.min(cheapest, figures.cpuPerRequest);
    if (settled >= SETTLED || performance.now() >= end) return figures;
  }
}

async function once({ origin, headers, program }: Contender, bodies: readonly string[], callers: number, milliseconds: number, rate?: number): Promise<Figures> {
  const before = program.cpu();
  const load = await run({ origin, headers, bodies, callers, milliseconds, ...(rate && { rate }) });
  const at = (share: number): number => load.latencies[Math.min(load.latencies.length - 1, Math.floor(load.latencies.length * share))]!;
  return {
    requestsPerSecond: load.requests / load.seconds, p50: at(0.5), p95: at(0.95), p99: at(0.99),
    cpuPerRequest: (program.cpu() - before) / load.requests, memory: program.memory(), bytes: load.bytes,
  };
}

export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
