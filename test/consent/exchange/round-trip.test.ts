import fc from 'fast-check';
import { createPolicy } from '../../../consent/core/index.js';
import { draftsOf } from '../../../consent/exchange/draft.js';
import { exchangedOf, withoutEvidence } from '../../../consent/exchange/exchanged-consent.js';
import { fromConsentRecord, fromFhirConsent, toConsentRecord, toFhirConsent, type ExchangedConsent } from '../../../consent/exchange/index.js';
import { otherDirectionOf } from '../../../consent/exchange/two-way.js';
import { consentOf, filed, paperOf, problemsOfDrafting, problemsOfGiving, type FiledConsent } from '../../../consent/lifecycle/index.js';
import { runs } from '../../kit/long.js';
import { CM, DAY, document, LONGEST, NOW, sameAs, soundDocument } from './documents.js';

type Directions = readonly [FiledConsent, ...FiledConsent[]];

/** What was exported for those who release and comes in as JSON, in each of the formats. */
const FORMATS: Readonly<Record<string, (consent: ExchangedConsent) => ExchangedConsent | null>> = {
  'FHIR R5 Consent': (consent) => fromFhirConsent(JSON.parse(JSON.stringify(toFhirConsent(consent, CM).value)), CM).value,
  'ISO/IEC TS 27560': (consent) => fromConsentRecord(JSON.parse(JSON.stringify(toConsentRecord(consent, CM).value)), CM).value,
};
const exported = ([first]: Directions, all: readonly FiledConsent[]): ExchangedConsent => exchangedOf(first, otherDirectionOf(first, all)?.id ?? null);

const filedPaper = (over: Partial<ExchangedConsent & Pick<FiledConsent, 'secondParentReason'>> = {}, twoWay = false, state: FiledConsent['state'] = 'ENTWURF'): Directions => {
  const one = document(over);
  const paper = { ...one, ofAgeAt: one.ofAgeAt ?? null, twoWay, secondParentReason: over.secondParentReason ?? null };
  return filed(paper, { ids: ['e7a9d0c2-51b7-4f0e-8f29-6f9b8b1d2a30', '7b0c6a6e-8f31-4ad8-a0f7-5d3e2c1b0a99'], state }) as unknown as Directions;
};

/** Papers as they are filed, one way and two-way, of adults and of minors, with whatever evidence. */
const papers: fc.Arbitrary<Directions> = fc.record({
  consent: soundDocument, twoWay: fc.boolean(), secondParentReason: fc.constantFrom(null, 'nur ein Elternteil erreichbar'), adultSince: fc.option(fc.nat(DAY), { nil: null }),
}).map(({ consent, twoWay, secondParentReason, adultSince }) => {
  const directions = filedPaper({ ...consent, secondParentReason, ...(adultSince !== null && { ofAgeAt: consent.from - adultSince }) }, twoWay, consent.state);
  return directions.map((one) => ({ ...one, bedenkzeitUntil: consent.bedenkzeitUntil })) as unknown as Directions;
});

/** What a draft has anew, and what is left out on purpose: why one parent is enough. */
const ANEW: ReadonlySet<string> = new Set(['id', 'paper', 'state', 'replaces', 'otherDirection', 'secondParentReason']);

/** What a round trip must give back; left out on purpose is an adult's birthday. */
function kept([first, ...more]: Directions): unknown {
  const { ofAgeAt, from } = first;
  const paper = { ...paperOf([first, ...more]), ofAgeAt: ofAgeAt !== null && from < ofAgeAt ? ofAgeAt : null };
  return sameAs(Object.fromEntries(Object.entries(paper).filter(([name]) => !ANEW.has(name))) as never);
}
const decidedOn = (directions: Directions): unknown[] => directions.map((one) => sameAs({ ...consentOf(one), id: '', state: 'ENTWURF' } as never));
const policy = createPolicy();
const against = (directions: Directions): string[] => problemsOfGiving(paperOf(directions), policy, NOW).map(({ code }) => code);

describe.each(Object.keys(FORMATS))('a consent that went out as %s and came in again', (format) => {
  const back = (directions: Directions): Directions => draftsOf(FORMATS[format]!(exported(directions, directions))!);

  test('is the same paper, decides the same in each direction, and lacks for being given what it lacked before', () =>
    fc.assert(fc.property(papers, (directions) => {
      const drafts = back(directions);
      expect(kept(drafts)).toEqual(kept(directions));
      expect(decidedOn(drafts)).toEqual(decidedOn(directions));
      expect(drafts.map(({ state, paper }) => [state, paper])).toEqual(directions.map(() => ['ENTWURF', drafts[0].id]));
      const [{ ofAgeAt, from, secondParentReason }] = directions;
      const askedAgain = [...(secondParentReason ? ['SECOND_PARENT_MISSING'] : []), ...(ofAgeAt !== null && ofAgeAt <= from ? ['DATE_OF_BIRTH_MISSING'] : [])];
      const [before, after] = [against(directions), against(drafts)];
      expect(after.filter((code) => !before.includes(code) && !askedAgain.includes(code))).toEqual([]);
      if (askedAgain.length === 0) expect(after).toEqual(before);
    }), { seed: 20261122, numRuns: runs(150, 20_000) }), LONGEST);

  test('keeps why an oral word had to do, without which nobody may draw it up', () => {
    const oral = filedPaper({ form: 'MUENDLICH_BESONDERE_UMSTAENDE', specialCircumstances: 'Hände verbunden' });
    const [draft] = back(oral);
    expect(draft.specialCircumstances).toBe('Hände verbunden');
    expect(problemsOfDrafting(paperOf([draft]), policy, NOW)).toEqual([]);
  });

  test('keeps the confirmation talk, without which what an untrained person interpreted does not count', () => {
    const talk = NOW - 9 * DAY;
    const [draft] = back(filedPaper({ interpreter: 'UNGESCHULT_UMFELD', confirmationTalkAt: talk }));
    expect(draft.confirmationTalkAt).toBe(talk);
    expect(against([draft])).not.toContain('CONFIRMATION_TALK_MISSING');
  });

  test('keeps a minor’s 18th birthday, so that nobody signs the draft as an adult', () => {
    const ofAgeAt = NOW + 900 * DAY;
    const [draft] = back(filedPaper({ ofAgeAt }));
    expect([draft.ofAgeAt, against([draft])]).toEqual([ofAgeAt, expect.arrayContaining(['REPRESENTATIVE_MISSING'])]);
  });

  test('keeps both directions on one paper', () => {
    const two = filedPaper({ receivingUnits: [], receivingPersons: [{ unit: 'KREIS_SERVICESTELLE', person: 'cm-1' }] }, true);
    const [there, home, ...more] = back(two);
    expect([there.paper, home!.paper, more]).toEqual([there.id, there.id, []]);
    expect([home!.releasingUnits, home!.receivingUnits, home!.releasingPersons]).toEqual([['KREIS_SERVICESTELLE'], ['NWL_CUK'], [{ unit: 'KREIS_SERVICESTELLE', person: 'cm-1' }]]);
  });

  test('asks again why one parent is enough: the words speak of the other one, and who gives it here decides it', () => {
    const parent = { capacity: 'ELTERNTEIL_GEMEINSAM', client: null, unit: null, signedAt: NOW - 10 * DAY } as const;
    const paper = filedPaper({ ofAgeAt: NOW + 3_000 * DAY, givenBy: [parent], secondParentReason: 'Vater unbekannten Aufenthalts' });
    const content = JSON.stringify([toFhirConsent(exported(paper, paper), CM), toConsentRecord(exported(paper, paper), CM)]);
    expect([content.includes('unbekannten Aufenthalts'), against(paper), against(back(paper))]).toEqual([false, [], ['SECOND_PARENT_MISSING']]);
  });
});

describe('the other direction', () => {
  const two = filedPaper({}, true);
  const [there, home] = two as readonly [FiledConsent, FiledConsent];

  test('is told by the direction in whose words the paper was written: read backwards, one person would become a whole unit', () =>
    expect([otherDirectionOf(there, two)?.id, otherDirectionOf(home, two)]).toEqual([home.id, null]));

  test.each<[string, readonly FiledConsent[]]>([
    ['there is none', [there]],
    ['the client has withdrawn it', [there, { ...home, state: 'WIDERRUFEN' }]],
    ['the client has taken a part of it back', [there, { ...home, categories: [] }]],
    ['it is on another paper', [there, { ...home, paper: home.id }]],
    ['a part that was taken back is on the same paper', [there, home, { ...home, id: 'c', state: 'WIDERRUFEN' }]],
    ['the record cannot be read', [{ ...there, receivingUnits: null as never }, home]],
  ])('is not told where %s', (_, all) => expect(otherDirectionOf(all[0]!, all)).toBeNull());
});

test('a unit that only receives learns neither reasons nor talks, and no birthday but the one that ends the consent', () => {
  const all = { specialCircumstances: 'Hände verbunden', confirmationTalkAt: NOW };
  const known = withoutEvidence(document({ ...all, ofAgeAt: NOW + 900 * DAY }));
  expect([known.specialCircumstances, known.confirmationTalkAt, known.ofAgeAt]).toEqual([null, null, undefined]);
  expect(withoutEvidence(document({ ofAgeAt: NOW + 10 * DAY })).ofAgeAt).toBe(NOW + 10 * DAY);
});
