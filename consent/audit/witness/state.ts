import { existsSync, readFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import type { Checkpoint } from '../note/checkpoint.js';

/** What a witness cosigned last of a log. */
export interface Cosigned extends Pick<Checkpoint, 'size' | 'root'> {
  /** With the witness's cosignature. */
  readonly note: string;
}

/** The memory of a witness, by the origin of the log. Losing it means starting to believe anew. */
export interface WitnessState {
  get(origin: string): Cosigned | undefined;
  /** Durable when it resolves. */
  put(checkpoint: Checkpoint, note: string): Promise<void>;
}

interface Stored {
  readonly size: number;
  readonly root: string;
  readonly note: string;
}

/** Reads the state, or begins one. @throws Error if the file is not one: a witness does not forget by accident */
export function openWitnessState(file: string): WitnessState {
  const known = new Map(existsSync(file) ? Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, Stored>) : []);
  return {
    get(origin) {
      const stored = known.get(origin);
      return stored && { size: stored.size, root: Buffer.from(stored.root, 'base64'), note: stored.note };
    },
    async put({ origin, size, root }, note) {
      const next = new Map(known).set(origin, { size, root: Buffer.from(root).toString('base64'), note });
      const beside = await open(`${file}.new`, 'w', 0o600);
      try {
        await beside.writeFile(JSON.stringify(Object.fromEntries(next)));
        await beside.datasync();
      } finally {
        await beside.close();
      }
      await rename(`${file}.new`, file);
      known.set(origin, next.get(origin)!);
    },
  };
}
