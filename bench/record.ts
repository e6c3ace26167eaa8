import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';

const FILE = 'docs/performance.md';
const [BEGIN, END] = ['<!-- figures: npm run bench -- --record -->', '<!-- end of figures -->'];

/** Machine and day that figures belong to. */
export function circumstances(flags: string): string {
  const day = new Date().toISOString().slice(0, 16).replace('T', ' ');
  const machine = `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
  return `${day} UTC, ${machine}, load at the end ${loadavg()[0]!.toFixed(1)}; \`npm run bench --${flags} --record\`.`;
}

/** The text with other figures between the markers. @throws Error if they are not in it */
export function withFigures(text: string, figures: string): string {
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin === -1 || end < begin) throw new Error(`${FILE} has no place for figures: the lines "${BEGIN}" and "${END}".`);
  return `${text.slice(0, begin + BEGIN.length)}\n\n${figures.trim()}\n\n${text.slice(end)}`;
}

/** Puts figures into the documentation in place of those of the last record. */
export function record(figures: string): void {
  writeFileSync(FILE, withFigures(readFileSync(FILE, 'utf8'), figures));
}
