import type { ReleaseNotes } from './notes.js';
import type { ReleaseRecordWriter } from './writer.js';

/** Writes what one request lets out. */
export interface Recording {
  /** Begins to write what has been noted since the last time. */
  begin(): void;
  /** Resolves when all that has been noted is durable. @throws if it could not be written: then nothing may leave */
  finish(): Promise<void>;
}

/** Begins while the rows are still being read, so that an answer waits for the disk and for its rows at the same time. */
export function recording(notes: ReleaseNotes | null, writer: ReleaseRecordWriter, now: () => number): Recording {
  const writes: Promise<void>[] = [];
  const begin = (): void => {
    const records = notes?.take(now()) ?? [];
    if (records.length === 0) return;
    const write = writer.write(records);
    write.catch(() => undefined); // told by finish()
    writes.push(write);
  };
  return {
    begin,
    async finish() {
      begin();
      await Promise.all(writes);
    },
  };
}
