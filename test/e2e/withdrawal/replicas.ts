import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** One client whose consent is asked for, given, withdrawn or runs out: what an interleaving is about. */
export interface Task {
  readonly client: string;
  /** In force at the beginning. */
  readonly given: string;
  /** A draft that may come into force. */
  readonly draft: string;
  /** Numbers of the replicas that withdraw `given` and bring `draft` into force; `null`: neither does. */
  readonly withdraws: string | null;
  readonly grants: string | null;
  /** By the machine's monotonic clock, milliseconds. */
  readonly start: number;
}

export interface Plan {
  readonly seed: number;
  /** Everything happens within so many milliseconds of a task's start. */
  readonly spread: number;
  readonly tasks: readonly Task[];
  /** So many further requests at this replica at any time, until the tasks are done. */
  readonly load: number;
  /** Milliseconds that each of these rests between two requests. */
  readonly rest: number;
}

/** What a replica tells the moment it happens: being told is being delivered or acknowledged. Times as in `Task.start`. */
export type Observation =
  | { readonly kind: 'READY' }
  | { readonly kind: 'DONE'; readonly faults: readonly string[] }
  | { readonly kind: 'REFUSED'; readonly requestId: string; readonly client: string }
  | {
    readonly kind: 'DELIVERED'; readonly requestId: string; readonly client: string; readonly basis: string | null;
    /** When the decision began and when it was handed to the commit. */
    readonly begun: number; readonly handed: number; readonly at: number;
  }
  | {
    readonly kind: 'ACKNOWLEDGED'; readonly requestId: string; readonly client: string; readonly consent: string;
    readonly state: 'ERTEILT' | 'WIDERRUFEN'; readonly took: number; readonly at: number;
  };
export type Delivered = Extract<Observation, { kind: 'DELIVERED' }>;
export type Acknowledged = Extract<Observation, { kind: 'ACKNOWLEDGED' }>;

export interface Replica {
  /** Resolves when its part of the plan is done, or the process is gone. */
  play(plan: Plan): Promise<void>;
  /** SIGKILL, in the middle of whatever it does. */
  kill(): void;
  stop(): Promise<void>;
}

/** Starts a replica as a process of its own; it must have been built. */
export async function startReplica(url: string, number: string, observe: (observation: Observation) => void): Promise<Replica> {
  const child: ChildProcess = fork(fileURLToPath(new URL('replica.ts', import.meta.url)), [url, number], { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  // Both: what a killed process has told is still read after its exit.
  const gone = Promise.all((['exit', 'disconnect'] as const).map((event) => new Promise<void>((done) => { child.once(event, () => done()); }))).then(() => undefined);
  let settle: () => void = () => undefined;
  let settled = new Promise<void>((done) => { settle = done; });
  child.on('message', (observation: Observation) => {
    observe(observation);
    if (observation.kind === 'READY' || observation.kind === 'DONE') settle();
  });
  await Promise.race([settled, gone.then(() => { throw new Error('A replica did not start'); })]);
  return {
    async play(plan) {
      settled = new Promise((done) => { settle = done; });
      if (child.connected) child.send(plan);
      await Promise.race([settled, gone]);
    },
    kill: () => { child.kill('SIGKILL'); },
    async stop() {
      if (child.connected) child.disconnect();
      await gone;
    },
  };
}
