import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A program under measurement, in a process of its own. */
export interface Program {
  readonly pid: number;
  /** Milliseconds from its start until it answered. */
  readonly readyAfter: number;
  /** Milliseconds of processor time used so far, as the operating system counts it (user and system). */
  cpu(): number;
  /** Resident memory in MB. */
  memory(): number;
  /** Stops its clock until it is resumed: it uses no processor time at all. */
  pause(): void;
  /** Resolves when it has caught up with what happened meanwhile, such as connections that others closed. */
  resume(): Promise<void>;
  stop(): Promise<void>;
}

/** Milliseconds that a program gets to catch up. */
const CATCH_UP = 300;

/** Those that run; a paused one would outlive a benchmark that is broken off. */
const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

/** Ticks per second of `/proc/<pid>/stat` (USER_HZ), 100 on every Linux that Node supports. */
const TICKS = 100;

/** A port that nobody listens on now. */
export async function freePort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return String(port);
}

/** Starts `node <args>` and waits until `health` answers 200. @throws Error with the program's output if it does not. */
export async function start(args: readonly string[], env: Readonly<Record<string, string>>, health: string): Promise<Program> {
  const begin = performance.now();
  const child = spawn(process.execPath, args, { env: { ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  child.once('exit', () => running.delete(child));
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  for (let tries = 0; ; tries++) {
    if (child.exitCode !== null || tries > 600) throw new Error(`${args.join(' ')} did not start:\n${output.slice(-4_000)}`);
    if (await fetch(health).then((answer) => answer.ok, () => false)) break;
    await sleep(50);
  }
  const pid = child.pid!;
  return {
    pid, readyAfter: performance.now() - begin, cpu: () => cpuOf(pid), memory: () => memoryOf(pid),
    pause: () => void child.kill('SIGSTOP'),
    resume: async () => {
      child.kill('SIGCONT');
      await sleep(CATCH_UP);
    },
    stop: () => stopped(child),
  };
}

function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS;
}

const memoryOf = (pid: number): number => Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024);

function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGCONT');
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), 5_000).unref();
  });
}
