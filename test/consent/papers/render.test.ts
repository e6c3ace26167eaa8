import type { ConsentDocument, FormLanguage } from '../../../consent/lifecycle/document.js';
import { renderClientCopy, renderConsentForm } from '../../../consent/papers/index.js';
import { sampleConsent, sampleDisplay } from '../../../consent/papers/sample.js';
import { readPdf, type Piece, type ReadPdf } from './read-pdf.js';

const form = async (language: FormLanguage, change: Partial<ConsentDocument> = {}): Promise<ReadPdf> =>
  readPdf(await renderConsentForm({ ...sampleConsent(language), ...change }, sampleDisplay(language)));

/** Where the right margin begins, and what a viewer may take a mark above a letter to reach over it. */
const RIGHT = 539.3 + 6;

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
  it('says when it was declared', async () => {
    expect((await readPdf(await renderClientCopy(sampleConsent('de'), sampleDisplay('de')))).text).toContain('erklärt am 23.11.2026, 10:30');
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

  it('is not made with a person without a name, an unknown unit or function, or a name that cannot be written', async () => {
    const display = sampleDisplay('de');
    await expect(renderConsentForm(sampleConsent('de'), { ...display, personNames: {} })).rejects.toMatchObject({ code: 'NAME_MISSING' });
    await expect(renderConsentForm({ ...sampleConsent('de'), releasingUnits: ['NOWHERE'] }, display)).rejects.toMatchObject({ code: 'UNIT_UNKNOWN' });
    await expect(renderConsentForm({ ...sampleConsent('de'), receivingFunctions: [{ unit: 'DETMOLD_CM', role: 'DPO' }] }, display)).rejects.toMatchObject({ code: 'FUNCTION_UNKNOWN' });
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
