import fc from 'fast-check';
import { fromFhirConsent, toFhirConsent, type FhirConsent } from '../../../consent/exchange/fhir/index.js';
import { runs } from '../../kit/long.js';
import { anyDocument, CLIENT, CM, CUK, DAY, document, LONGEST, NOW, rich, sameAs, seen, soundDocument } from './documents.js';

const exported = (one = document()): FhirConsent => toFhirConsent(one, CM).value!;
const codes = (resource: unknown): string[] => [...new Set(fromFhirConsent(resource, CM).problems.map(({ code }) => code))];

describe('a consent as FHIR R5 Consent', () => {
  test('denies by default, permits what is released, and denies the exclusions inside', () => {
    const { decision, provision, status, date, period } = exported(rich);
    expect({ decision, status, date, period }).toEqual({
      decision: 'deny', status: 'active', date: '2026-02-19', period: { start: '2026-02-19T12:00:00.000Z', end: '2026-03-11T11:59:59.999Z' },
    });
    expect(provision.map(({ securityLabel, actor, extension, provision: nested }) => ({
      labels: securityLabel.map(({ code }) => code),
      actors: actor.map(({ role, reference }) => `${role.coding[0]!.code} ${reference.identifier!.value}`),
      explicit: extension !== undefined,
      denied: nested!.map((one) => one.securityLabel.map(({ code }) => code)),
    }))).toEqual([
      {
        labels: ['IDENTITY_CORE'], explicit: false, denied: [['HEALTH', 'CM_GOALS']],
        actors: ['CST NWL_CUK', 'CST JUGENDAMT:LEMGO', 'IRCP KREIS_SERVICESTELLE', 'IRCP KURSTRAEGER:VHS_LIPPE_OST', 'IRCP cm-1', 'IRCP CASE_WORKER', 'IRCP CASE_MANAGER'],
      },
      { labels: ['COURSE_ATTENDANCE'], actors: ['CST cuk-1', 'IRCP cm-1'], explicit: false, denied: [['HEALTH', 'CM_GOALS']] },
      {
        labels: ['LANGUAGE_LEVEL', 'LANGUAGE_TEST_DETAIL'], explicit: true, denied: [['HEALTH', 'CM_GOALS']],
        actors: ['CST NWL_CUK', 'CST JUGENDAMT:LEMGO', 'IRCP KREIS_SERVICESTELLE', 'IRCP KURSTRAEGER:VHS_LIPPE_OST', 'IRCP cm-1', 'IRCP CASE_WORKER', 'IRCP CASE_MANAGER'],
      },
      { labels: ['CM_GOALS'], actors: ['CST cuk-1', 'IRCP cm-1'], explicit: true, denied: [['HEALTH', 'CM_GOALS']] },
    ]);
  });

  test('names the client by the pseudonym of the unit it is written for, and never by the internal id', () => {
    for (const addressee of [CM, CUK]) {
      const resource = toFhirConsent(rich, addressee).value!;
      expect(resource.subject.identifier).toMatchObject({ value: addressee.write(CLIENT), assigner: { identifier: { value: addressee.unit } } });
      expect(JSON.stringify(resource)).not.toContain(CLIENT);
      expect(JSON.stringify(resource)).not.toContain((addressee === CM ? CUK : CM).write(CLIENT));
    }
  });

  test('does not tell of a representative who is a client too', () => {
    const mother = '0d1f9a3e-6a0f-4b57-8f0c-3c1d2e4f5a6b';
    const text = JSON.stringify(exported(document({ givenBy: [{ capacity: 'ELTERNTEIL_GEMEINSAM', client: mother, unit: null, signedAt: NOW }] })));
    expect([text.includes(mother), text.includes(CM.write(mother))]).toEqual([false, false]);
  });

  test('tells a minor’s 18th birthday as the end, or to those who release, in one way only', () => {
    const birthday = NOW + 10 * DAY;
    const told = (ofAgeAt: number): string[] => exported(document({ ofAgeAt })).extension.map(({ url }) => url.split('/').at(-1)!).filter((name) => /majority|comes-of-age/.test(name));
    expect([told(birthday), told(birthday + DAY)]).toEqual([['ends-with-majority'], ['comes-of-age-at']]);
  });

  test('permits nothing where the consent only excludes', () => {
    const [rule] = exported(document({ categories: [], exclusions: ['HEALTH'] })).provision;
    expect(rule!.securityLabel.map(({ code }) => code)).toEqual(['NONE']);
  });

  test('is not written where its reader would come to more than we release', () => {
    const told = (over: Parameters<typeof document>[0]) => toFhirConsent(document(over), CM).problems.map(({ code, path }) => `${code} ${path}`);
    expect(told({ categories: ['HEALTH'] })).toEqual(['NOT_TICKED explicitCategories']);
    expect(told({ categories: ['HEALTH'], explicitCategories: ['HEALTH'], form: 'MUENDLICH_BESONDERE_UMSTAENDE' })).toEqual(['FORM_INSUFFICIENT form']);
    expect(told({ categories: ['CM_GOALS'] })).toEqual(['PERSONS_MISSING releasingPersons']);
    expect(told({ purposes: [], from: NOW, to: NOW })).toEqual(['PURPOSE_MISSING purposes', 'PERIOD_INVALID period']);
    expect(told({ to: NaN, state: 'GEPLANT' as never, categories: ['CRIMINAL'], purposes: ['*' as never] })).toEqual(
      ['RECORD_BROKEN state', 'RECORD_BROKEN categories', 'RECORD_BROKEN purposes', 'RECORD_BROKEN to']);
    expect(told({ ofAgeAt: NOW })).toEqual(['PERIOD_INVALID period']);
    expect(told({ exclusions: null as never })).toEqual(['RECORD_BROKEN exclusions']);
  });
});

describe('reading it back', () => {
  test('gives the document that was written, evidence and all', () => {
    for (const one of [document(), rich, document({ categories: [], exclusions: ['HEALTH'], givenBy: [], interpreter: null, signatureReference: null })]) {
      const { value, problems } = fromFhirConsent(JSON.parse(JSON.stringify(exported(one))), CM);
      expect([sameAs(value!), problems]).toEqual([sameAs(one), []]);
    }
  });

  test('gives every sound document back, and lets everyone see exactly what they saw, at every boundary', () =>
    fc.assert(fc.property(soundDocument, (one) => {
      const { value } = fromFhirConsent(JSON.parse(JSON.stringify(exported(one))), CM);
      expect(sameAs(value!)).toEqual(sameAs(one));
      for (const at of [one.from - 1, one.from, one.to - 1, one.to]) expect(seen(value!, at)).toEqual(seen(one, at));
    }), { seed: 20261122, numRuns: runs(30, 5_000) }), LONGEST);

  test('gives any document back that can be written at all', () =>
    fc.assert(fc.property(anyDocument, (one) => {
      const { value: resource, problems } = toFhirConsent(one, CM);
      expect(problems.length > 0).toBe(resource === null);
      if (resource) expect(sameAs(fromFhirConsent(JSON.parse(JSON.stringify(resource)), CM).value!)).toEqual(sameAs(one));
    }), { seed: 20261122, numRuns: runs(500, 100_000) }), LONGEST);

  test('takes no notice of order, names, narrative and what a server adds', () => {
    const resource = JSON.parse(JSON.stringify(exported(rich)));
    resource.provision.reverse();
    resource.provision[0].purpose.reverse();
    resource.extension.reverse();
    Object.assign(resource, { id: 'c-1', text: { status: 'generated', div: '<div/>' }, meta: { ...resource.meta, versionId: '2', lastUpdated: '2026-03-01T12:00:00Z' } });
    resource.grantee[0].display = 'Servicestelle';
    expect(sameAs(fromFhirConsent(resource, CM).value!)).toEqual(sameAs(rich));
  });

  test('reads an end as included, to the precision it is written in, in any zone', () => {
    const to = (end: string): number | undefined => {
      const resource = JSON.parse(JSON.stringify(exported()));
      const period = { start: '2026-02-19T13:00:00+01:00', end };
      return fromFhirConsent({ ...resource, period, provision: [{ ...resource.provision[0], period }] }, CM).value?.to;
    };
    expect(to('2026-03-11T11:59:59.999Z')).toBe(NOW + 10 * DAY);
    expect(to('2026-03-11T11:59:59Z')).toBe(NOW + 10 * DAY);
    expect(to('2026-03-11T12:59:59+01:00')).toBe(NOW + 10 * DAY);
    expect(to('2026-03-11T11:59:59.9Z')).toBe(NOW + 10 * DAY);
    expect([to('2026-03-11'), to('2026-03-11T11:59:59'), to('2026-02-30T10:00:00Z'), to('2026-02-19T11:59:59.999Z'), to('2026-03-11T24:00:00Z')]).toEqual(
      [undefined, undefined, undefined, undefined, undefined]);
  });
});

describe('refusing', () => {
  /** The sound export with one thing changed by `break`. */
  const broken = (change: (resource: any) => unknown, of = document()): string[] => {
    const resource = JSON.parse(JSON.stringify(exported(of)));
    change(resource);
    expect(fromFhirConsent(resource, CM).value).toBeNull();
    return codes(resource);
  };
  const permit = (resource: any): any => resource.provision[0];

  test.each<[string, string[], (resource: any) => unknown]>([
    ['another resource', ['RESOURCE_TYPE'], (r) => (r.resourceType = 'Patient')],
    ['a later version of the profile', ['VERSION_UNKNOWN'], (r) => (r.meta.profile = [r.meta.profile[0].replace('1.0.0', '2.0.0')])],
    ['two versions at once', ['NOT_REPRESENTABLE'], (r) => r.meta.profile.push(`${r.meta.profile[0]}0`)],
    ['no profile', ['VERSION_UNKNOWN'], (r) => delete r.meta],
    ['no period', ['MISSING'], (r) => delete r.period],
    ['an open end', ['MISSING'], (r) => delete r.period.end],
    ['a period of one rule that differs', ['NOT_REPRESENTABLE'], (r) => (permit(r).period.end = '2027-03-11T11:59:59.999Z')],
    ['no purpose', ['MISSING'], (r) => delete permit(r).purpose],
    ['an empty list of purposes', ['MISSING'], (r) => (permit(r).purpose = [])],
    ['a wildcard as purpose', ['UNKNOWN_CODE'], (r) => (permit(r).purpose[0].code = '*')],
    ['a published purpose, wider than ours', ['WRONG_VALUE', 'UNKNOWN_CODE'], (r) => permit(r).purpose.push({ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'CAREMGT' })],
    ['no label, which would mean everything', ['MISSING'], (r) => delete permit(r).securityLabel],
    ['a label for nothing beside another', ['NOT_REPRESENTABLE'], (r) => permit(r).securityLabel.push({ ...permit(r).securityLabel[0], code: 'NONE' })],
    ['a category that is never transported', ['UNKNOWN_CODE'], (r) => (permit(r).securityLabel[0].code = 'CHILD_PROTECTION')],
    ['a category named like a prototype', ['UNKNOWN_CODE'], (r) => (permit(r).securityLabel[0].code = 'constructor')],
    ['an element named like a prototype', ['UNKNOWN_ELEMENT'], (r) => Object.defineProperty(permit(r), '__proto__', { value: {}, enumerable: true })],
    ['an unknown unit', ['UNKNOWN_CODE'], (r) => (r.grantee[0].identifier.value = 'POLIZEI')],
    ['no recipient', ['MISSING'], (r) => delete r.grantee],
    ['a recipient in the rule only', ['NOT_REPRESENTABLE'], (r) => permit(r).actor.push({ ...permit(r).actor[1], reference: { ...permit(r).actor[1].reference, identifier: { ...permit(r).actor[1].reference.identifier, value: 'ABH_KREIS' } } })],
    ['discloser and recipient swapped', ['NOT_REPRESENTABLE'], (r) => permit(r).actor.forEach((one: any) => { one.role.coding[0].code = one.role.coding[0].code === 'CST' ? 'IRCP' : 'CST'; })],
    ['no actor, which would mean anyone', ['MISSING'], (r) => delete permit(r).actor],
    ['no action, which would mean any', ['MISSING'], (r) => delete permit(r).action],
    ['another action', ['UNKNOWN_CODE'], (r) => (permit(r).action[0].coding[0].code = 'use')],
    ['a permit by default', ['WRONG_VALUE'], (r) => (r.decision = 'permit')],
    ['no decision', ['MISSING'], (r) => delete r.decision],
    ['the type of a rule as in R4', ['UNKNOWN_ELEMENT'], (r) => (permit(r).type = 'deny')],
    ['a restriction to the age of the data', ['UNKNOWN_ELEMENT'], (r) => (permit(r).dataTime = { start: '2026-01-01T00:00:00Z' })],
    ['an expression', ['UNKNOWN_ELEMENT'], (r) => (permit(r).expression = { language: 'text/fhirpath', expression: 'true' })],
    ['another modifier', ['UNKNOWN_ELEMENT'], (r) => (r.modifierExtension = [{ url: 'https://other.example/not', valueBoolean: true }])],
    ['rules under which to read it', ['UNKNOWN_ELEMENT'], (r) => (r.implicitRules = 'https://other.example/rules')],
    ['an unknown extension', ['UNKNOWN_ELEMENT'], (r) => r.extension.push({ url: 'https://other.example/only-on-mondays', valueBoolean: true })],
    ['two forms at once', ['NOT_REPRESENTABLE'], (r) => r.extension.push({ ...r.extension[1], valueCode: 'ELEKTRONISCH' })],
    ['no state', ['MISSING'], (r) => (r.extension = r.extension.slice(1))],
    ['a status that contradicts the state', ['NOT_REPRESENTABLE'], (r) => (r.status = 'inactive')],
    ['a date that contradicts the signatures', ['NOT_REPRESENTABLE'], (r) => (r.date = '2026-02-21')],
    ['a second rule for another purpose', ['NOT_REPRESENTABLE'], (r) => r.provision.push({ ...permit(r), purpose: [{ ...permit(r).purpose[0], code: 'WOHNEN' }] })],
    ['the same rule twice', ['NOT_REPRESENTABLE'], (r) => r.provision.push(permit(r))],
    ['a pseudonym of another unit', ['CLIENT_UNKNOWN'], (r) => (r.subject = toFhirConsent(document(), CUK).value!.subject)],
    ['an internal id', ['CLIENT_UNKNOWN'], (r) => (r.subject.identifier.value = CLIENT)],
    ['a subject by reference', ['MISSING', 'UNKNOWN_ELEMENT'], (r) => (r.subject = { type: 'Patient', reference: 'Patient/1' })],
    ['a signature in another’s place', ['NOT_REPRESENTABLE'], (r) => (r.grantor[0].identifier.value = CM.write('0d1f9a3e-6a0f-4b57-8f0c-3c1d2e4f5a6b'))],
  ])('%s', (_, expected, change) => expect(broken(change)).toEqual(expected));

  test.each<[string, string[], (resource: any) => unknown]>([
    ['a permit inside a denial', ['UNKNOWN_ELEMENT'], (r) => (permit(r).provision[0].provision = [{ securityLabel: permit(r).securityLabel }])],
    ['a denial for one purpose only', ['UNKNOWN_ELEMENT'], (r) => (permit(r).provision[0].purpose = permit(r).purpose)],
    ['a denial that would end with the consent', ['MISSING'], (r) => delete permit(r).provision[0].modifierExtension],
    ['a denial of everything, without a label', ['MISSING'], (r) => delete permit(r).provision[0].securityLabel],
    ['a denial in one rule only', ['NOT_REPRESENTABLE'], (r) => delete r.provision[1].provision],
    ['secrets to a whole unit', ['NOT_REPRESENTABLE'], (r) => r.provision[1].actor.push(r.provision[0].actor.at(-4))],
    ['secrets to a function', ['NOT_REPRESENTABLE'], (r) => r.provision[1].actor.push(r.provision[0].actor.at(-1))],
    ['a function that reads no client data', ['UNKNOWN_CODE'], (r) => (r.grantee.at(-1).identifier.value = 'DPO')],
    ['a function of no unit', ['MISSING'], (r) => delete r.grantee.at(-1).identifier.assigner],
    ['a function that no rule releases to', ['NOT_REPRESENTABLE'], (r) => r.provision[0].actor.pop()],
    ['a function that discloses', ['UNKNOWN_ELEMENT'], (r) => r.controller.push(r.grantee.at(-1))],
    ['secrets in the rule for units', ['NOT_REPRESENTABLE'], (r) => r.provision[0].securityLabel.push(r.provision[1].securityLabel[0])],
    ['special data without its tick', ['NOT_TICKED'], (r) => delete r.provision[2].extension],
    ['special data on an oral word', ['FORM_INSUFFICIENT'], (r) => (r.extension[1].valueCode = 'MUENDLICH_BESONDERE_UMSTAENDE')],
    ['secrets without a named keeper', ['PERSONS_MISSING'], (r) => (r.controller = r.controller.slice(0, 2))],
    ['a legal basis too few', ['NOT_REPRESENTABLE'], (r) => r.regulatoryBasis.pop()],
  ])('in a richer consent, %s', (_, expected, change) => expect(broken(change, rich)).toEqual(expected));

  test.each([null, undefined, 7, 'Consent', [], {}, { resourceType: { toString: 'Consent' } }])('what is no resource: %j', (resource) =>
    expect(codes(resource)).toEqual(['RESOURCE_TYPE']));

  test('tells everything that is wrong at once, in German and English, and where', () => {
    const resource = JSON.parse(JSON.stringify(exported()));
    delete resource.period;
    resource.provision[0].purpose[0].code = 'ALLES';
    expect(fromFhirConsent(resource, CM).problems).toEqual([
      { code: 'MISSING', path: 'period', message: 'fehlt / is missing' },
      { code: 'UNKNOWN_CODE', path: 'provision[0].purpose[0].code', message: '"ALLES" ist kein Wort, das ausgetauscht wird / "ALLES" is no word that is exchanged' },
    ]);
  });

  test('survives whatever one part of it is replaced by', () =>
    fc.assert(fc.property(fc.jsonValue(), fc.nat(), (value, at) => {
      let place = 0;
      const text = JSON.stringify(exported(rich), (_, part) => part);
      const count = (JSON.parse(text, (_, part) => (place++, part)), place);
      let seenSoFar = 0;
      const resource = JSON.parse(text, (_, part) => (seenSoFar++ === at % count ? value : part));
      const { value: read } = fromFhirConsent(resource, CM);
      if (read) expect(fromFhirConsent(JSON.parse(JSON.stringify(toFhirConsent(read, CM).value)), CM).value).toBeTruthy();
    }), { seed: 20261122, numRuns: runs(500, 100_000) }), LONGEST);
});
