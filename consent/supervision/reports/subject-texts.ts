import { readFileSync } from 'node:fs';
import type { FormLanguage } from '../../lifecycle/document.js';
import { fill, textsOf, type Said, type Texts } from '../../papers/texts.js';
import type texts from './subject-texts.json';

type SubjectTexts = (typeof texts)['de'];

const ALL = JSON.parse(readFileSync(new URL('./subject-texts.json', import.meta.url), 'utf8')) as Readonly<Record<FormLanguage, SubjectTexts>>;

/** Says something in the client's language and, below it, in German. */
export const sayTo = (language: FormLanguage) => (wording: (own: SubjectTexts, papers: Texts) => string, values: Readonly<Record<string, string>> = {}): Said => {
  const own = { text: fill(wording(ALL[language], textsOf(language)), values), language };
  const german = { text: fill(wording(ALL.de, textsOf('de')), values), language: 'de' as const };
  return own.text === german.text ? [german] : [own, german];
};

export const subjectTexts = (language: FormLanguage): SubjectTexts => ALL[language];
