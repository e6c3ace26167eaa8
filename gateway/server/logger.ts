/** One event for whoever operates the gateway. Never a token, a variable or a field's value. */
export interface Logger {
  info(event: string, details?: Readonly<Record<string, unknown>>): void;
  error(event: string, details?: Readonly<Record<string, unknown>>): void;
}

/** JSON lines to `write`; `at` in milliseconds since the epoch. */
export function jsonLines(write: (line: string) => void, clock: () => number = Date.now): Logger {
  const line = (level: string) => (event: string, details: Readonly<Record<string, unknown>> = {}) =>
    write(`${JSON.stringify({ time: new Date(clock()).toISOString(), level, event, ...details })}\n`);
  return { info: line('info'), error: line('error') };
}
