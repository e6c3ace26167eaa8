import { WrongSettings } from './settings.js';

/** One line of JSON on standard output (`info`) or error. */
export const tell = (level: 'info' | 'error', message: string, details: object = {}): void => {
  const line = `${JSON.stringify({ time: new Date().toISOString(), level, message, ...details })}\n`;
  (level === 'info' ? process.stdout : process.stderr).write(line);
};

export const tellFault = (fault: unknown): void =>
  tell('error', fault instanceof Error ? fault.message : String(fault), { ...(typeof (fault as { code?: unknown }).code === 'string' && { code: (fault as { code: string }).code }) });

/** Runs a program of the access log until it is told to end. What the operator can mend is told without a stack. */
export async function untilTold(start: () => Promise<() => Promise<void>>): Promise<void> {
  try {
    const close = await start();
    const told = await new Promise<string>((resolve) => { for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve(signal)); });
    tell('info', 'stopping', { signal: told });
    await close();
    tell('info', 'stopped');
  } catch (fault) {
    process.stderr.write(`${fault instanceof WrongSettings || !(fault instanceof Error) ? String((fault as Error).message ?? fault) : (fault.stack ?? fault.message)}\n`);
    process.exitCode = 1;
  }
}
