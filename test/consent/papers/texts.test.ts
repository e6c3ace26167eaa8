import { CARRIED, CATEGORIES, PURPOSES } from '../../../consent/core/index.js';
import { FORM_LANGUAGES, INFORMED_ABOUT } from '../../../consent/lifecycle/document.js';
import { textsOf } from '../../../consent/papers/texts.js';

type Tree = { readonly [key: string]: string | Tree };

const leaves = (tree: Tree, path = ''): Map<string, string> =>
  new Map(Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [[`${path}${key}`, value] as const] : [...leaves(value, `${path}${key}.`)])));

const german = leaves(textsOf('de'));
const foreign = FORM_LANGUAGES.filter((language) => language !== 'de');
const places = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();

/** What may read as in German: marks, names of places, and what is an international word. */
const SAME = new Set(['comma', 'header.client', 'releasing.persons', 'signing.named', 'withdrawal.someData']);

describe.each(foreign)('The texts in %s', (language) => {
  const texts = leaves(textsOf(language));

  it('have exactly the keys of the German ones', () => {
    expect([...texts.keys()].sort()).toEqual([...german.keys()].sort());
  });

  it('leave nothing empty and keep every place for a value', () => {
    for (const [key, text] of texts) {
      expect([key, text.trim()]).not.toEqual([key, '']);
      expect([key, places(text)]).toEqual([key, places(german.get(key)!)]);
    }
  });

  it('leave nothing untranslated', () => {
    const simple = language === 'de-simple' ? [...german.keys()].filter((key) => /^(languages|signing\.signature)/.test(key)) : [];
    const same = [...texts].filter(([key, text]) => text === german.get(key) && !SAME.has(key) && !simple.includes(key) && /\p{L}{2}/u.test(text.replace(/\{\w+\}/g, '')));
    expect(same).toEqual([]);
  });

  it('say that a certified translator has still to review them', () => {
    expect(textsOf(language).review).toBe('needs review by a certified translator');
  });

  if (['ar', 'fa', 'uk', 'ru'].includes(language)) {
    it('are written in the script of the language', () => {
      const script = language === 'ar' || language === 'fa' ? /\p{Script=Arabic}/u : /\p{Script=Cyrillic}/u;
      const other = [...texts].filter(([key, text]) => !['review', 'comma'].includes(key) && /\p{L}{2}/u.test(text.replace(/\{\w+\}/g, '')) && !script.test(text));
      expect(other).toEqual([]);
    });
  }
});

it('name every category and purpose that can be released, in the words of the rules', () => {
  const label = (code: string, language: 'de' | 'en'): string => CATEGORIES.get(code)![language];
  for (const language of ['de', 'en'] as const) {
    expect(textsOf(language).categories).toEqual(Object.fromEntries(CARRIED.map((code) => [code, label(code, language)])));
    expect(textsOf(language).purposeNames).toEqual(Object.fromEntries(Object.entries(PURPOSES).map(([code, names]) => [code, names[language]])));
  }
});

it('inform about everything the law asks for', () => {
  for (const about of INFORMED_ABOUT) expect(textsOf('de').informed[about].text.length).toBeGreaterThan(100);
  expect(textsOf('de').informed.RECIPIENTS_OWN_DUTIES.text).toMatch(/§ 87 AufenthG/);
});
