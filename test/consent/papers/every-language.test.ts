import QRCode from 'qrcode';
import { CARRIED, CATEGORIES, PURPOSES, type Category, type Purpose } from '../../../consent/core/index.js';
import { FORM_LANGUAGES, type ConsentDocument, type FormLanguage, type SignatoryCapacity } from '../../../consent/lifecycle/document.js';
import { RENDER, type PaperKind } from '../../../consent/papers/index.js';
import { sampleConsent, sampleDisplay } from '../../../consent/papers/sample.js';
import { directionOf, textsOf, type Texts } from '../../../consent/papers/texts.js';
import { squaresOf } from './read-figures.js';
import { readPdf, type ReadPdf } from './read-pdf.js';

const SIGNED = Date.parse('2026-11-23T09:30:00Z');
const CAPACITIES = Object.keys(textsOf('de').signing.roles).filter((role) => !['REPRESENTATIVE', 'SECOND_PARENT', 'INTERPRETER', 'STAFF', 'WITNESS'].includes(role)) as SignatoryCapacity[];

/** The form before anybody signed; the copy and the withdrawal sheet of a consent that has everything a consent can have. */
function consentOn(kind: PaperKind, language: FormLanguage): ConsentDocument {
  if (kind === 'form') return { ...sampleConsent(language), givenBy: [] };
  return {
    ...sampleConsent(language), categories: CARRIED, purposes: Object.keys(PURPOSES) as Purpose[], form: 'ELEKTRONISCH', interpreter: 'UNGESCHULT_UMFELD',
    ableToUnderstand: true, witness: 'W. Beispiel', replaces: 'sample-earlier', givenBy: CAPACITIES.map((capacity) => ({ capacity, client: null, unit: null, signedAt: SIGNED })),
  };
}

/** Keys of the data file that do not belong on a paper. Whatever is not named here must be drawn, so a new text is drawn or the test fails. */
function strangers(kind: PaperKind, language: FormLanguage): RegExp[] {
  const document = consentOn(kind, language);
  const other = (keys: readonly string[]): string => `(?!(?:${keys.join('|')})$)`;
  const everywhere = [/^review$/, new RegExp(`^titles\\.${other([kind])}`), ...(language === 'de' ? [/^reviewNote$/] : [])];
  const categories = [...document.categories, ...(kind === 'withdrawal' ? [] : document.exclusions), ...(sampleDisplay(language).otherDirection?.categories ?? [])];
  const named = [new RegExp(`^categories\\.${other(categories)}`), new RegExp(`^purposeNames\\.${other(document.purposes)}`)];
  if (kind === 'withdrawal') {
    return [
      ...everywhere, ...named, /^intro\.(?!withdrawal$)/, /^(part|releasing|exclusions|purposes|validity|informed|rights|languages|interpreting|code)\./, /^receiving\.(heading|lead)$/, /^data\.(?!boxEmpty$)/,
      /^signing\.(?!who$|where$|signature$|named$|optional$|roles\.)/, /^signing\.roles\.(?!SELBST$|REPRESENTATIVE$)/,
    ];
  }
  const { interpreter } = document;
  const form = kind === 'form';
  return [
    ...everywhere, ...named, /^withdrawal\./, new RegExp(`^languages\\.${other([language])}`), /^interpreting\.child$/, new RegExp(`^interpreting\\.kinds\\.${other([String(interpreter)])}`),
    /^signing\.oral$/, form ? /^intro\.(copy|withdrawal|replaces)$/ : /^intro\.(form|withdrawal)$/, ...(interpreter === null ? [/^interpreting\.(who|declaration|untrained)$/] : [/^interpreting\.none$/]),
    ...(form
      ? [/^data\.boxTicked$/, /^validity\.majority$/, /^interpreting\.untrained$/, /^signing\.(electronic|able|signedOn)$/, new RegExp(`^signing\\.roles\\.(${CAPACITIES.filter((one) => one !== 'SELBST').join('|')}|WITNESS)$`)]
      : [/^signing\.optional$/, /^signing\.roles\.REPRESENTATIVE$/]),
    ...(form && interpreter === null ? [/^signing\.roles\.INTERPRETER$/] : []),
  ];
}

type Tree = { readonly [key: string]: string | Tree };
const leaves = (tree: Tree, path = ''): (readonly [key: string, text: string])[] =>
  Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [[`${path}${key}`, value] as const] : leaves(value, `${path}${key}.`)));

const unspaced = (text: string): string => text.replace(/\s/g, '');
/** What a text says around the values that are put into it. */
const partsOf = (text: string): string[] => text.split(/\{\w+\}/).map(unspaced).filter((part) => part !== '');

/** Texts of `texts` that belong on the paper and are neither drawn nor told instead of a drawing. */
function undrawn(pdf: ReadPdf, said: string, texts: Texts, kind: PaperKind, language: FormLanguage): string[] {
  const alternatives = unspaced(pdf.elements.map(({ alt }) => alt ?? '').join(' '));
  const foreign = strangers(kind, language);
  return leaves(texts).filter(([key]) => !foreign.some((pattern) => pattern.test(key)))
    .filter(([key, text]) => partsOf(text).some((part) => !(/(^code\.alt|^data\.box)/.test(key) ? alternatives : said).includes(part))).map(([key]) => key);
}

/** How boxes to tick are read aloud, in order; a list's other labels are bullets. */
const boxesOf = (pdf: ReadPdf): (string | undefined)[] => pdf.elements.filter(({ role, alt }) => role === 'Lbl' && alt !== '•').map(({ alt }) => alt);
const isSpecial = (category: Category): boolean => CATEGORIES.get(category)!.tier === 'T5';

/** Where the right margin begins, in points. */
const RIGHT = 539.3;
/** A viewer takes a mark above an Arabic letter to stand beside it: at most 0.6 of the type's size, 11.5 points. */
const MARK = 0.6 * 11.5;

const KINDS: readonly PaperKind[] = ['form', 'copy', 'withdrawal'];

describe.each(FORM_LANGUAGES.flatMap((language) => KINDS.map((kind) => ({ language, kind }))))('The $kind in $language', ({ language, kind }) => {
  const texts = textsOf(language);
  const rightToLeft = directionOf(language) === 'rtl';
  const document = consentOn(kind, language);
  const display = sampleDisplay(language);
  let pdf: ReadPdf;
  let drawn: string;
  /** What is read: glyphs for left-to-right languages, the text of the structure for right-to-left ones. */
  let read: string;
  beforeAll(async () => {
    pdf = await readPdf(await RENDER[kind](document, display));
    drawn = unspaced(pdf.text);
    read = rightToLeft ? unspaced(pdf.actual.join('')) : drawn;
  });

  it('says every text of the language that belongs on it, and the German one beside it, so that staff know what is signed', () => {
    expect(undrawn(pdf, read, texts, kind, language)).toEqual([]);
    const onlyInOneLanguage = ['name', 'code.alt', 'data.boxEmpty', 'data.boxTicked'];
    expect(undrawn(pdf, drawn, textsOf('de'), kind, language).filter((key) => language === 'de' || !onlyInOneLanguage.includes(key))).toEqual([]);
  });

  it('says nothing that belongs on another kind of paper', () => {
    const others = KINDS.filter((other) => other !== kind).map((other) => texts.intro[other]);
    expect(others.filter((text) => partsOf(text).every((part) => read.includes(part)))).toEqual([]);
  });

  it('names client, reference, units and persons, and says until when, in the office’s calendar', () => {
    const values = ['14.02.1993', 'SEM-2026-0147', 'Daniel Okoye', 'Petra Winter', 'Jana Brand', 'Jobcenter Lippe AöR', '05231 62-0', 'Layla Samir'];
    for (const value of kind === 'withdrawal' ? values : [...values, '23.11.2026', '22.11.2027']) expect(drawn).toContain(unspaced(value));
  });

  it('is tagged: title, language, headings, lists, tables, bookmarks, and what is German on a translated paper as German', () => {
    const roles = new Set(pdf.elements.map(({ role }) => role));
    expect(pdf).toMatchObject({ marked: true, title: texts.titles[kind], language });
    for (const role of ['Document', 'H1', 'H2', 'P', 'L', 'LI', 'Lbl', 'LBody', 'Table', 'TR', 'TH', 'TD', ...(kind === 'withdrawal' ? [] : ['H3', 'Figure'])]) expect(roles).toContain(role);
    expect(pdf.elements.filter(({ role }) => role === 'H1')).toHaveLength(1);
    const { withdrawal, informed, rights, interpreting, code, signing } = texts;
    const headings = kind === 'withdrawal' ? [withdrawal.choice, withdrawal.effectHeading, withdrawal.signingHeading] : [informed, rights, interpreting, code, signing].map((part) => part.heading);
    expect(pdf.bookmarks).toEqual(expect.arrayContaining([texts.titles[kind], ...headings]));
    const languages = new Set(pdf.elements.flatMap(({ role, lang }) => (role === 'Span' && lang ? [lang] : [])));
    expect(languages).toEqual(new Set(language === 'de' ? [] : ['de']));
  });

  it('runs in the direction of its language: title, first column and code', () => {
    const [first] = pdf.pages[0]!;
    const title = pdf.pages[0]!.filter(({ y }) => Math.abs(y - first!.y) < 12);
    const [start, end] = [Math.min(...title.map(({ x }) => x)), Math.max(...title.map(({ x, width }) => x + width))];
    expect([start < 57, end > 530 || !rightToLeft]).toEqual([!rightToLeft, true]);
    const pieces = pdf.pages.flat();
    const [label, value] = ['Geburtsdatum', '14.02.1993'].map((text) => pieces.find((piece) => piece.text.includes(text))!);
    expect(label!.x > value!.x).toBe(rightToLeft);
    for (const { filled } of pdf.figures) expect(Math.min(...filled.map(({ left }) => left)) < 57).toBe(rightToLeft);
  });

  it('has a box to tick for what the client decides alone: each T5 category, or each part to take back', () => {
    const { boxEmpty, boxTicked } = texts.data;
    const back = display.otherDirection!;
    const special = [document, back].flatMap(({ categories, explicitCategories }) =>
      categories.filter(isSpecial).map((category) => (kind === 'copy' && explicitCategories.includes(category) ? boxTicked : boxEmpty)));
    const recipients = 3;
    const parts = 1 + new Set([...document.categories, ...back.categories]).size + recipients + document.purposes.length;
    expect(boxesOf(pdf)).toEqual(kind === 'withdrawal' ? Array(parts).fill(boxEmpty) : special);
  });

  it(kind === 'withdrawal' ? 'carries no linking code' : 'carries the linking code as text and drawn, so that what is scanned is the code and nothing else', () => {
    const code = display.linkingCode!;
    expect(drawn.includes(code)).toBe(kind !== 'withdrawal');
    const { modules } = QRCode.create(code, { errorCorrectionLevel: 'M' });
    const rows = [...Array(modules.size).keys()].map((row) => [...modules.data.slice(row * modules.size, (row + 1) * modules.size)].map(Boolean));
    expect(pdf.figures.map((figure) => [figure.colour, squaresOf(figure)])).toEqual(kind === 'withdrawal' ? [] : [['#000000', rows]]);
  });

  it('draws no missing glyph and nothing outside the margins, on few pages', () => {
    expect(pdf.missingGlyphs).toBe(0);
    expect(pdf.pages.length).toBeLessThanOrEqual({ form: language === 'de' ? 4 : 8, copy: 10, withdrawal: 4 }[kind]);
    for (const piece of pdf.pages.flat()) {
      expect(piece.x).toBeGreaterThanOrEqual(55);
      expect(piece.x + piece.width).toBeLessThanOrEqual(RIGHT + (rightToLeft ? MARK : 0));
      expect(piece.y).toBeGreaterThan(30);
    }
  });
});
