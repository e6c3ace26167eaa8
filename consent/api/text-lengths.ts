import { problem, type Problem } from '../lifecycle/index.js';

/** The longest that a text may be which somebody writes about a consent; a reason or a place in a file needs a line or two. */
export const LONGEST_TEXT = 500;

/** Documents have bounds of their own. */
const DOCUMENTS: ReadonlySet<string> = new Set(['content']);

/** The texts of an input that are too long to be kept, each told with its field. */
export const problemsOfLength = (input: object, path = ''): Problem[] =>
  Object.entries(input).flatMap(([name, value]: [string, unknown]) => {
    const field = path === '' ? name : `${path}.${name}`;
    if (typeof value === 'object' && value !== null && !(value instanceof Date)) return problemsOfLength(value, field);
    return typeof value === 'string' && value.length > LONGEST_TEXT && !DOCUMENTS.has(name)
      ? [problem('TEXT_TOO_LONG', field, `Höchstens ${LONGEST_TEXT} Zeichen`, `at most ${LONGEST_TEXT} characters`)] : [];
  });
