import { open, type FileHandle } from 'node:fs/promises';

/** A signed note takes some hundred bytes; with many cosignatures, some thousand. */
const TAIL = 256 * 1024;

/** The append-only file of signed notes outside the database: one JSON string a line. */
export interface CheckpointFile {
  /** The newest note, if there is one. */
  readonly last: string | null;
  /** Durable when it resolves. */
  append(note: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens or begins the file. What a crash left of a half-written line never counted and is cut off. */
export async function openCheckpointFile(path: string): Promise<CheckpointFile> {
  const file = await open(path, 'a+', 0o640);
  try {
    const last = await lastLine(file);
    return {
      last: last === null ? null : (JSON.parse(last) as string),
      async append(note) {
        await file.appendFile(`${JSON.stringify(note)}\n`);
        await file.datasync();
      },
      close: () => file.close(),
    };
  } catch (fault) {
    await file.close();
    throw fault;
  }
}

async function lastLine(file: FileHandle): Promise<string | null> {
  const { size } = await file.stat();
  const tail = Buffer.alloc(Math.min(size, TAIL));
  await file.read(tail, 0, tail.length, size - tail.length);
  const end = tail.lastIndexOf('\n') + 1;
  if (end < tail.length) await file.truncate(size - tail.length + end);
  if (end === 0) return null;
  return tail.toString('utf8', tail.lastIndexOf('\n', end - 2) + 1, end - 1);
}
