import { CATEGORIES } from '../../../consent/core/index.js';
import { FORM_LANGUAGES, INFORMED_ABOUT, type ConsentDocument, type FormLanguage } from '../../../consent/lifecycle/document.js';
import { renderClientCopy, renderConsentForm, renderWithdrawalSheet } from '../../../consent/papers/index.js';
import { sampleConsent, sampleDisplay } from '../../../consent/papers/sample.js';
import { directionOf, textsOf, type Texts } from '../../../consent/papers/texts.js';
import { readPdf, type Piece, type ReadPdf } from './read-pdf.js';

const form = async (language: FormLanguage, change: Partial<ConsentDocument> = {}): Promise<ReadPdf> =>
  readPdf(await renderConsentForm({ ...sampleConsent(language), ...change }, sampleDisplay(language)));

/** What is read: glyphs for left-to-right languages, the text of the structure for right-to-left ones, without spaces. */
const read = (pdf: ReadPdf, language: FormLanguage): string => (directionOf(language) === 'rtl' ? pdf.actual.join('') : pdf.text).replace(/\s/g, '');
const without = (text: string): string[] => text.split(/\{\w+\}/).map((part) => part.replace(/\s/g, '')).filter((part) => part !== '');

/** Where the right margin begins, and what a viewer may take a mark above a letter to reach over it. */
const RIGHT = 539.3 + 6;

/** How boxes to tick are read aloud, in order; a list's other labels are bullets. */
const boxesOf = (pdf: ReadPdf): (string | undefined)[] => pdf.elements.filter(({ role, alt }) => role === 'Lbl' && alt !== '•').map(({ alt }) => alt);

/** Everything of domain C.5 and B.7 that must be on the form whatever is released. */
const mandatory = (t: Texts): string[] => [
  t.titles.form, t.intro.form, t.releasing.heading, t.releasing.lead, t.receiving.heading, t.receiving.lead, t.data.heading, t.data.special,
  t.exclusions.heading, t.purposes.heading, t.purposes.lead, t.validity.span, t.part.twoWay, ...INFORMED_ABOUT.flatMap((about) => Object.values(t.informed[about])),
  ...Object.values(t.rights), t.interpreting.language, t.signing.declaration, t.signing.roles.SELBST, t.signing.roles.STAFF, t.code.text,
];

describe.each(FORM_LANGUAGES)('The form in %s', (language) => {
  const texts = textsOf(language);
  let pdf: ReadPdf;
  beforeAll(async () => {
    pdf = await form(language);
  });

  it('says everything that must be said before somebody signs', () => {
    const said = read(pdf, language);
    for (const part of mandatory(texts).flatMap(without)) expect(said).toContain(part);
  });

  it('carries the German text, so that staff know what is signed', () => {
    const said = pdf.text.replace(/\s/g, '');
    for (const part of mandatory(textsOf('de')).flatMap(without)) expect(said).toContain(part);
  });

  it('shows on a translated paper that the translation awaits review', () => {
    const shown = language !== 'de';
    expect(read(pdf, language).includes(texts.reviewNote.replace(/\s/g, ''))).toBe(shown);
  });

  it('names units, persons, data, exclusions, purposes, validity, reference and code', () => {
    const said = pdf.text.replace(/\s/g, '');
    for (const value of ['Jana Brand', 'Daniel Okoye', 'Petra Winter', 'Jobcenter Lippe AöR', '23.11.2026', '22.11.2027', 'SEM-2026-0147', 'K7QM-2XRT-9HVC', '2026-11', '05231 62-0']) {
      expect(said).toContain(value.replace(/\s/g, ''));
    }
    const { categories, exclusions, purposes } = sampleConsent(language);
    const own = read(pdf, language);
    for (const name of [...[...categories, ...exclusions].map((code) => texts.categories[code as keyof Texts['categories']]), ...purposes.map((code) => texts.purposeNames[code])]) {
      expect(own).toContain(name.replace(/\s/g, ''));
    }
  });

  it('is tagged: title, language, headings, lists, tables, a picture with a text instead, bookmarks', () => {
    const roles = new Set(pdf.elements.map(({ role }) => role));
    expect(pdf).toMatchObject({ marked: true, title: texts.titles.form, language });
    for (const role of ['Document', 'H1', 'H2', 'H3', 'P', 'L', 'LI', 'Lbl', 'LBody', 'Table', 'TR', 'TH', 'TD', 'Figure']) expect(roles).toContain(role);
    expect(pdf.elements.filter(({ role }) => role === 'H1')).toHaveLength(1);
    expect(pdf.elements.find(({ role }) => role === 'Figure')?.alt).toContain('K7QM-2XRT-9HVC');
    expect(pdf.bookmarks).toEqual(expect.arrayContaining([texts.titles.form, texts.informed.heading, texts.signing.heading]));
    if (language !== 'de') expect(pdf.elements.some(({ role, lang }) => role === 'Span' && lang === 'de')).toBe(true);
  });

  it('has a box to tick for each T5 category, none ticked, and for nothing else', () => {
    const special = sampleConsent(language).categories.filter((code) => CATEGORIES.get(code)!.tier === 'T5');
    expect(boxesOf(pdf)).toEqual(special.map(() => texts.data.boxEmpty));
  });

  it('draws no missing glyph and nothing outside the margins, on few pages', () => {
    expect(pdf.missingGlyphs).toBe(0);
    expect(pdf.pages.length).toBeLessThanOrEqual(language === 'de' ? 4 : 8);
    for (const piece of pdf.pages.flat()) {
      expect(piece.x).toBeGreaterThanOrEqual(55);
      expect(piece.x + piece.width).toBeLessThanOrEqual(RIGHT);
      expect(piece.y).toBeGreaterThan(30);
    }
  });
});

describe.each(['ar', 'fa'] as const)('Right-to-left paper in %s', (language) => {
  let pdf: ReadPdf;
  let pieces: Piece[];
  beforeAll(async () => {
    pdf = await form(language);
    pieces = pdf.pages.flat();
  });
  const find = (text: string, from = 0): Piece => pieces.slice(from).find((piece) => piece.text.includes(text))!;

  it('lays what is read first furthest to the right, and Latin words and numbers from left to right', () => {
    const [start, end] = [find('23.11.2026'), find('22.11.2027')];
    expect(start.y).toBe(end.y);
    expect(start.x).toBeGreaterThan(end.x);
    const [unit, person] = [find('Agentur für Arbeit Detmold'), find('Petra Winter')];
    expect(unit.y).toBe(person.y);
    expect(unit.x).toBeGreaterThan(person.x);
  });

  it('keeps a citation together, aligns to the right, and puts the first column on the right', () => {
    expect(pieces.filter(({ text }) => /§\s203\sStGB/.test(text)).length).toBeGreaterThan(2);
    const title = pieces.filter(({ y }) => Math.abs(y - pieces[0]!.y) < 12);
    expect(Math.max(...title.map(({ x, width }) => x + width))).toBeGreaterThan(530);
    expect(find('Geburtsdatum').x).toBeGreaterThan(find('14.02.1993').x);
  });

  it('lets viewers find the letters that were written, however they are joined', () => {
    const letters = (text: string): string => [...text.normalize('NFKC')].filter((letter) => /\p{Script=Arabic}/u.test(letter) && /\p{L}/u.test(letter)).sort().join('');
    // The client's name stands in the German words beside the two lines to sign, too.
    const { name } = sampleDisplay(language).client;
    expect(letters(pdf.text)).toBe(letters([...pdf.actual, name, name].join(' ')));
  });
});

describe('The client’s copy', () => {
  it('ticks what the client ticked and says when it was declared', async () => {
    const pdf = await readPdf(await renderClientCopy(sampleConsent('de'), sampleDisplay('de')));
    const { boxEmpty, boxTicked } = textsOf('de').data;
    expect(boxesOf(pdf)).toEqual([boxEmpty, boxTicked]);
    expect(pdf.text).toContain('erklärt am 23.11.2026, 10:30');
    expect(pdf.title).toBe('Ihre Kopie der Schweigepflichtsentbindung');
  });
});

describe('The withdrawal sheet', () => {
  it.each(FORM_LANGUAGES)('offers everything, data, recipients and purposes in %s, asks no reason and has no code', async (language) => {
    const pdf = await readPdf(await renderWithdrawalSheet(sampleConsent(language), sampleDisplay(language)));
    const said = read(pdf, language);
    const { withdrawal: t, intro } = textsOf(language);
    for (const part of [intro.withdrawal, t.everything, t.someData, t.someRecipients, t.somePurposes, t.effect, t.where].flatMap(without)) expect(said).toContain(part);
    expect(boxesOf(pdf)).toHaveLength(1 + 9 + 3 + 3);
    expect(pdf.text).not.toContain('K7QM');
    expect(pdf.missingGlyphs).toBe(0);
    expect(pdf.pages.length).toBeLessThanOrEqual(4);
  });
});

describe('A paper', () => {
  it('is made in about a second', async () => {
    await form('ar');
    const before = process.cpuUsage();
    await renderConsentForm(sampleConsent('ar'), sampleDisplay('ar'));
    expect(process.cpuUsage(before).user / 1_000_000).toBeLessThan(2);
  });

  it('is the same, byte for byte, whenever it is made', async () => {
    for (const language of ['de', 'ar'] as const) {
      const [one, other] = [await renderConsentForm(sampleConsent(language), sampleDisplay(language)), await renderConsentForm(sampleConsent(language), sampleDisplay(language))];
      expect(Buffer.compare(one, other)).toBe(0);
    }
  });

  it('has no part B, second signature or code if there is neither way back nor code', async () => {
    const pdf = await readPdf(await renderConsentForm(sampleConsent('de'), { ...sampleDisplay('de'), otherDirection: null, linkingCode: null }));
    expect(pdf.text).not.toMatch(/Teil [AB]|Verknüpfungscode/);
    expect(pdf.elements.some(({ role }) => role === 'Figure')).toBe(false);
  });

  it('has lines for both parents and the interpreter, and warns of untrained ones and of children', async () => {
    const parent = { capacity: 'ELTERNTEIL_GEMEINSAM', client: null, unit: null, signedAt: 0 } as const;
    const minor = await form('de', { givenBy: [parent], interpreter: 'UNGESCHULT_UMFELD' });
    for (const part of ['Elternteil mit gemeinsamer Sorge', 'zweiter sorgeberechtigter Elternteil', 'spätestens am 18. Geburtstag', 'nicht geschult', 'dolmetschende Person']) expect(minor.text).toContain(part);
    expect((await form('de', { interpreter: 'KIND' })).text).toContain('unwirksam');
    expect((await form('de', { givenBy: [] })).text).toContain('gesetzliche Vertretung, falls erforderlich');
  });

  it('is not made with a person without a name, an unknown unit, or a name that cannot be written', async () => {
    const display = sampleDisplay('de');
    await expect(renderConsentForm(sampleConsent('de'), { ...display, personNames: {} })).rejects.toMatchObject({ code: 'NAME_MISSING' });
    await expect(renderConsentForm({ ...sampleConsent('de'), releasingUnits: ['NOWHERE'] }, display)).rejects.toMatchObject({ code: 'UNIT_UNKNOWN' });
    await expect(renderConsentForm(sampleConsent('de'), { ...display, client: { name: '李', dateOfBirth: null } })).rejects.toMatchObject({ code: 'CHARACTER_UNKNOWN' });
  });

  it('writes names of every script in every paper, and cuts what is longer than a line', async () => {
    const name = `Şükrü Çelik, Nguyễn Đức, Ґанна, محمد ${'X'.repeat(200)}`;
    const pdf = await readPdf(await renderConsentForm(sampleConsent('de'), { ...sampleDisplay('de'), client: { name, dateOfBirth: null } }));
    expect(pdf.missingGlyphs).toBe(0);
    expect(pdf.text.replace(/\s/g, '')).toContain('ŞükrüÇelik');
    for (const { x, width } of pdf.pages.flat()) expect(x + width).toBeLessThanOrEqual(RIGHT);
  });
});
