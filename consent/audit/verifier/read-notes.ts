import { readFileSync } from 'node:fs';
import { isPlainFile } from './plain-file.js';

/** Notes of a file of one JSON string a line; `null` for a line that is none. No file: no notes. */
export function readNotes(file: string): readonly (string | null)[] {
  if (!isPlainFile(file)) return [];
  return readFileSync(file, 'utf8').split('\n').filter((line) => line !== '').map((line) => {
    try {
      const note: unknown = JSON.parse(line);
      return typeof note === 'string' ? note : null;
    } catch {
      return null;
    }
  });
}
