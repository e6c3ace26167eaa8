import { existsSync, readFileSync } from 'node:fs';
import { BASIS_KINDS, STATUTORY_FLOWS } from '../../../consent/core/index.js';
import type { Expected } from './format.js';
import { publishedCases } from './published.js';

const textOf = (file: string): string => readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');
const DOMAIN_BASES = [
  'OWN_DATA', 'CONSENT', 'STATUTORY_ON_REQUEST', 'STATUTORY_EX_OFFICIO', 'EMERGENCY', 'PSEUDONYMISED_CONSULTATION', 'DATA_SUBJECT_ACCESS', 'SUPERVISION_AUDIT',
  'ANONYMISED_STATISTICS', 'PUBLIC_INFORMATION',
];
const DOMAIN_REASONS = [
  'NO_BASIS', 'CONSENT_MISSING', 'CONSENT_EXPIRED', 'CONSENT_WITHDRAWN', 'OUT_OF_SCOPE_CATEGORY', 'OUT_OF_SCOPE_RECIPIENT', 'OUT_OF_SCOPE_PERSON', 'OUT_OF_SCOPE_PURPOSE',
  'EXPLICITLY_EXCLUDED', 'SPECIAL_CATEGORY_NOT_EXPLICIT', 'SECRECY_NOT_RELEASED', 'REPRESENTATIVE_INVALID', 'AGE_REVIEW_DUE', 'NEVER_VIA_GATEWAY', 'THIRD_PARTY_DATA', 'UNKNOWN_SUBJECT',
];

/** Every reason that the core can give, as its source names them: types are gone when tests run. */
const CORE_REASONS = [.../type DenyReason =([^;]+);/.exec(textOf('consent/core/explain.ts'))![1]!.matchAll(/'([A-Z_]+)'/g)].map(([, word]) => word!);

const answers: readonly Expected[] = publishedCases.map(({ vector }) => vector.expect);
const wordOf = (expected: Expected): string => ('granted' in expected ? expected.granted.kind : 'withheld' in expected ? expected.withheld : expected.refused);
const answerOf = new Map(publishedCases.map(({ vector }) => [vector.id, wordOf(vector.expect)]));

describe('the published vectors', () => {
  const shown = new Set(answers.map(wordOf));

  it.each(BASIS_KINDS.map((kind) => [kind]))('show the basis %s', (kind) => expect(shown).toContain(kind));

  it.each(CORE_REASONS.map((reason) => [reason]))('show the reason %s', (reason) => expect(shown).toContain(reason));

  it('show each statutory flow of the catalogue, or that it cannot be switched on', () => {
    const granted = new Set(answers.map((one) => ('granted' in one && one.granted.kind === 'STATUTE' ? one.granted.id : null)));
    const refused = new Set(publishedCases.flatMap(({ vector: { expect: answer, flows } }) => ('refused' in answer ? flows : [])));
    expect(STATUTORY_FLOWS.filter(({ id, viaGateway }) => !(viaGateway ? granted : refused).has(id)).map(({ id }) => id)).toEqual([]);
  });

  it('know the words of the core, no fewer and no more', () => {
    const { withheld, granted } = (JSON.parse(textOf('consent/vectors/vectors.schema.json')) as { $defs: Record<string, any> })['$defs'];
    expect([withheld.properties.withheld.enum.toSorted(), granted.properties.granted.properties.kind.enum.toSorted()]).toEqual([CORE_REASONS.toSorted(), BASIS_KINDS.toSorted()]);
  });
});

describe.each([
  { what: 'bases', words: DOMAIN_BASES, core: BASIS_KINDS as readonly string[] },
  { what: 'reasons', words: DOMAIN_REASONS, core: CORE_REASONS as readonly string[] },
])('the table of the domain’s $what', ({ words, core }) => {
  const rows = textOf('consent/vectors/README.md').split('\n').filter((line) => line.startsWith('| `')).map((line) => line.split(' | '))
    .map(([word, own, , evidence]) => ({ word: word!.replace(/[|` ]/g, ''), own: own!.replaceAll('`', ''), evidence: evidence! }));
  const mine = rows.filter(({ word, own }) => words.includes(word) && (own === '–' || core.includes(own)));

  it('has one row for each, and every word of the core stands beside one', () => {
    expect(mine.map(({ word }) => word)).toEqual(words);
    expect(mine.map(({ own }) => own).filter((own) => own !== '–').toSorted()).toEqual(core.toSorted());
  });

  it('cites vectors that answer with the core’s word, and tests that exist', () => {
    const wrong = mine.flatMap(({ word, own, evidence }) => {
      const vectors = evidence.match(/\b[A-Z]\w*-\d+\b/g) ?? [];
      const titles = [...evidence.matchAll(/`(test\/[\w/-]+\.test\.ts)` “([^”]+)”/g)];
      const missing = [
        ...vectors.filter((id) => !answerOf.has(id) || (own !== '–' && answerOf.get(id) !== own)),
        ...titles.filter(([, file, title]) => !existsSync(new URL(`../../../${file}`, import.meta.url)) || !textOf(file!).includes(`'${title}'`)).map(([cited]) => cited),
      ];
      return own === '–' && titles.length === 0 ? [word] : vectors.length + titles.length === 0 ? [word] : missing;
    });
    expect(wrong).toEqual([]);
  });
});
