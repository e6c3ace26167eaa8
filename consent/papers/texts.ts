import { readFileSync } from 'node:fs';
import type { FormLanguage } from '../lifecycle/document.js';
import type germanTexts from './texts/de.json';

/** Every sentence of the papers in one language. The German file is the original; all files have the same keys. */
export type Texts = typeof germanTexts;

/** Version of the forms' wording; a change of what a client is told makes a new one. */
export const FORM_VERSION = '2026-11';

const loaded = new Map<FormLanguage, Texts>();

/** The texts of a language, read once from `texts/<language>.json`. */
export function textsOf(language: FormLanguage): Texts {
  const known = loaded.get(language);
  if (known) return known;
  const texts = JSON.parse(readFileSync(new URL(`./texts/${language}.json`, import.meta.url), 'utf8')) as Texts;
  loaded.set(language, texts);
  return texts;
}

export type Direction = 'ltr' | 'rtl';

/** The direction in which a language of the forms is written. */
export const directionOf = (language: FormLanguage): Direction => (language === 'ar' || language === 'fa' ? 'rtl' : 'ltr');

/** A text in its language; what is written about a client often stands in two. */
export interface Wording {
  readonly text: string;
  readonly language: FormLanguage;
}

/** The same in the client's language and, below it, in German, so that staff know what is signed. German papers have one wording. */
export type Said = readonly Wording[];

export type Say = (wording: (texts: Texts) => string) => Said;

/** A German citation such as “§ 203 Abs. 4 StGB”; in a right-to-left sentence it would fall apart, were it not isolated. */
const CITATION = /(?:§|Art\.)[ -~§]*[A-Za-z0-9]/g;

/** No line ends between a paragraph sign and its number. */
const unbroken = (text: string): string => text.replace(/(§|Art\.) /g, '$1\u00a0');

/** How to say something on a paper of a language. What reads the same in German is said once. */
export const sayIn = (language: FormLanguage): Say => (wording) => {
  const said = wording(textsOf(language));
  const own: Wording = { text: unbroken(directionOf(language) === 'rtl' ? said.replace(CITATION, '\u2066$&\u2069') : said), language };
  const german: Wording = { text: unbroken(wording(textsOf('de'))), language: 'de' };
  return own.text === german.text ? [own] : [own, german];
};

/**
 * Puts values into a text's `{places}`. Each value is isolated (U+2068 … U+2069, Unicode Bidirectional Algorithm), so that
 * a Latin name in an Arabic sentence, or the reverse, does not carry its neighbours along.
 */
export const fill = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replace(/\{(\w+)\}/g, (place, name: string) => (Object.hasOwn(values, name) ? `\u2068${values[name]}\u2069` : place));
