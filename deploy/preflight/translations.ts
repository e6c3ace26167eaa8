import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { blocks, type Finding } from './finding.js';

const TEXTS = fileURLToPath(new URL('../../consent/papers/texts/', import.meta.url));

/** Papers in a language that no certified translator has read must not be signed. */
export function translationFindings(): readonly Finding[] {
  return readdirSync(TEXTS).filter((file) => file.endsWith('.json') && file !== 'de.json').sort().map((file) => {
    const { name, review } = JSON.parse(readFileSync(`${TEXTS}${file}`, 'utf8')) as { name: string; review?: string };
    const reviewed = review === undefined || review.startsWith('reviewed ');
    return blocks('TRANSLATION', reviewed,
      `Papiere auf ${name} (${file}): von einer ermächtigten Übersetzerin prüfen lassen, dann "review": "reviewed <Datum> <wer>" eintragen.`,
      `Papers in ${name} (${file}): have them reviewed by a certified translator, then write "review": "reviewed <date> <who>".`);
  });
}
