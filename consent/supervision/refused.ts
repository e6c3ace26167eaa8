import type { LogEntry } from '../audit/entry.js';

/** The entry of the same act where it was refused. */
export const refused = (entry: LogEntry): LogEntry =>
  ({ ...entry, items: entry.items.map((item) => ({ ...item, granted: false, delivered: null, basis: null })) });
