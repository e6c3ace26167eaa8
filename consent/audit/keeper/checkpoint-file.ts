import { open, type FileHandle } from 'node:fs/promises';
import { parseCheckpoint } from '../note/checkpoint.js';
import { parseNote } from '../note/note.js';

/** A signed note takes some hundred bytes; with many cosignatures, some thousand. */
const TAIL = 256 * 1024;

/** The append-only file of signed notes outside the database: one JSON string a line. */
export interface CheckpointFile {
  /** The note of the largest tree, if there is one: one that was cosigned late may stand behind it. */
  readonly last: string | null;
  /** Durable when it resolves. */
  append(note: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens or begins the file. What a crash left of a half-written line never counted and is cut off. */
export async function openCheckpointFile(path: string): Promise<CheckpointFile> {
  const file = await open(path, 'a+', 0o640);
  try {
    const last = await newest(file);
    return {
      last,
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

async function newest(file: FileHandle): Promise<string | null> {
  const { size } = await file.stat();
  const tail = Buffer.alloc(Math.min(size, TAIL));
  await file.read(tail, 0, tail.length, size - tail.length);
  const end = tail.lastIndexOf('\n') + 1;
  if (end < tail.length) await file.truncate(size - tail.length + end);
  const lines = tail.toString('utf8', 0, end).split('\n').slice(size > tail.length ? 1 : 0, -1); // the first may be half a line
  const notes = lines.map((line) => JSON.parse(line) as string);
  return notes.toSorted((one, other) => sizeOf(one) - sizeOf(other)).at(-1) ?? null;
}

const sizeOf = (note: string): number => parseCheckpoint(parseNote(note).text).size;
