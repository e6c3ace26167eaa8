import { spawn } from 'node:child_process';

export interface StartRun {
  /** From process start until it says that it is ready, in seconds. */
  readonly seconds: number;
  readonly pid: number;
  output(): string;
  /** Address that it printed. */
  readonly gateway: string;
  /** The commands that it printed, one per agency. */
  readonly curls: readonly string[];
  kill(signal: 'SIGINT' | 'SIGKILL'): void;
  /** Exit code; `null` after a deadly signal. */
  readonly ended: Promise<number | null>;
}

export interface FailedRun {
  readonly code: number | null;
  readonly output: string;
}

type Environment = Readonly<Record<string, string>>;

function launch(program: string, args: readonly string[], env: Environment) {
  const child = spawn(process.execPath, [program, ...args], { env: { PATH: process.env['PATH'], ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { printed += chunk.toString(); });
  return { child, output: () => printed, ended: new Promise<number | null>((done) => { child.once('close', done); }) };
}

/** Runs `node dist/deploy/start.js` until it is ready. */
export async function startCountyProgram(env: Environment): Promise<StartRun> {
  const begun = performance.now();
  const { child, output, ended } = launch('dist/deploy/start.js', [], { PORT: '0', SUBGRAPH_PORTS: '0', IDP_PORT: '0', ...env });
  const ready = new Promise<number>((done) => {
    child.stdout.on('data', () => { if (/Strg-C/.test(output())) done((performance.now() - begun) / 1000); });
  });
  const seconds = await Promise.race([ready, ended.then((code) => { throw new Error(`npm start ended with ${code}:\n${output()}`); })]);
  return {
    seconds, output, ended, pid: child.pid!,
    gateway: /http:\/\/\S+\/graphql/.exec(output())![0],
    curls: output().split('\n').filter((line) => line.startsWith('curl ')),
    kill: (signal) => { child.kill(signal); },
  };
}

/** Runs a program of `deploy/` to its end. */
export async function runToEnd(program: 'start' | 'token' | 'secrets', args: readonly string[], env: Environment): Promise<FailedRun> {
  const { output, ended } = launch(`dist/deploy/${program}.js`, args, env);
  return { code: await ended, output: output() };
}
