import { readFileSync } from 'node:fs';
import { DeployError } from '../deploy-error.js';
import { blocks, type Finding } from './finding.js';
import type { Question } from './questions.js';

/** How a question was settled, by whom and where that is on file. */
export interface Answer {
  readonly answer: string;
  readonly decidedBy: string;
  /** `yyyy-mm-dd`. */
  readonly on: string;
  /** File reference of the decision. */
  readonly reference: string;
}

const PARTS = ['answer', 'decidedBy', 'on', 'reference'] as const satisfies readonly (keyof Answer)[];

/** Reads the county's answers, `{"G1": {"answer", "decidedBy", "on", "reference"}, …}`; no file, no answers. @throws DeployError */
export function readAnswers(file: string | null): Readonly<Record<string, unknown>> {
  if (file === null) return {};
  try {
    const answers: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof answers === 'object' && answers !== null && !Array.isArray(answers)) return answers as Record<string, unknown>;
    throw new Error('not an object');
  } catch (cause) {
    throw new DeployError('CONFIG',
      `${file} ist nicht lesbar oder kein JSON-Objekt; mit --example ein Muster ausgeben.`,
      `${file} cannot be read or is no JSON object; --example prints a sample.`, { cause });
  }
}

/** One finding a question: settled only where every part of the answer is given and the day is not to come, nor too long ago. */
export function questionFindings(questions: readonly Question[], answers: Readonly<Record<string, unknown>>, today: string): readonly Finding[] {
  return questions.map(({ id, yearly = false, de, en }) => {
    const missing = missingParts(Object.hasOwn(answers, id) ? answers[id] : undefined, today, yearly ? aYearBefore(today) : '');
    const [what, told] = missing.length === 0 ? ['', ''] : [` Es fehlt: ${missing.join(', ')}.`, ` Missing: ${missing.join(', ')}.`];
    return blocks(id, missing.length === 0, `${de}${what}`, `${en}${told}`);
  });
}

const aYearBefore = (day: string): string => new Date(Date.parse(day) - 366 * 86_400_000).toISOString().slice(0, 10);

function missingParts(answer: unknown, today: string, earliest: string): readonly string[] {
  const given = typeof answer === 'object' && answer !== null ? (answer as Partial<Record<keyof Answer, unknown>>) : {};
  return PARTS.filter((part) => {
    const value = given[part];
    if (typeof value !== 'string' || value.trim() === '') return true;
    return part === 'on' && (!/^\d{4}-\d{2}-\d{2}$/.test(value) || Number.isNaN(Date.parse(value)) || value > today || value < earliest);
  });
}

/** What an empty file of answers looks like. */
export const exampleAnswers = (questions: readonly Question[]): string =>
  JSON.stringify(Object.fromEntries(questions.map(({ id, de }) => [id, { question: de, answer: '', decidedBy: '', on: '', reference: '' }])), null, 2);
