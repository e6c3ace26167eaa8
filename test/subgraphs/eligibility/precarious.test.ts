import { assess, type HypotheticalPerson } from '../../../subgraphs/eligibility/index.js';

/** Scenario F11: a Romanian citizen in Barntrup who has looked for work for eight months. Nobody is named. */
const SEEKER: HypotheticalPerson = {
  status: 'EU_ARBEITSUCHEND', municipality: 'BARNTRUP', arrivedOn: '2025-07-02', benefits: 'KEINE', employment: 'ARBEITSUCHEND_GEMELDET', entitlement: 'KEINE', age: 34, level: 'A1', integrationCourse: 'NICHT_BEGONNEN',
};
const ASKED_ON = '2026-03-02';
const reasons = (person: HypotheticalPerson, topic: Parameters<typeof assess>[1]['topic']) => {
  const { rules } = assess(person, { topic }, ASKED_ON);
  return rules.filter(({ decisive }) => decisive).map(({ rule }) => rule.id);
};

test('Durchstarten is closed for three reasons at once: not the group, not Barntrup, not any more', () => {
  expect(assess(SEEKER, { topic: 'DURCHSTARTEN_B1_COACHING' }, ASKED_ON)).toMatchObject({ outcome: 'NICHT_ZUGAENGLICH', settled: true });
  expect(reasons(SEEKER, 'DURCHSTARTEN_B1_COACHING')).toEqual(['R03.gruppe', 'R03.barntrup', 'R03.beendet']);
});

test('the Integrationskurs could only be admitted to, which is not done at present; alternatives are named', () => {
  const found = assess(SEEKER, { topic: 'INTEGRATIONSKURS_ALLGEMEIN' }, ASKED_ON);
  expect(found).toMatchObject({ outcome: 'NICHT_ZUGAENGLICH', settled: true });
  expect(found.rules[0]!.rule).toMatchObject({ id: 'R08.stopp', citation: 'BAMF, Trägerrundschreiben 02/26 vom 09.02.2026', source: 'PRACTICE' });
  expect(found.alternatives.map(({ topic }) => topic)).toEqual(['LANDES_ODER_KOMMUNALER_KURS', 'EHRENAMTLICH', 'ERSTORIENTIERUNG', 'SELBSTZAHLER']);
  expect(found.whatWouldChangeIt).toContainEqual({ attribute: 'benefits', values: ['SGB_II'], outcome: 'VERPFLICHTUNG_MOEGLICH' });
});

test('at the Jobcenter an exclusion is possible, and advice comes before an application', () => {
  const found = assess(SEEKER, { topic: 'BERATUNG_JC' }, ASKED_ON);
  expect(found.outcome).toBe('PRUEFUNG_NOETIG');
  const [told] = found.rules.filter(({ decisive }) => decisive);
  expect(told!.rule.citation).toContain('§ 7 Abs. 1 S. 2 Nr. 2 Buchst. b SGB II');
  expect(told!.rule.de).toContain('Vor einem Antrag beraten');
  expect(found.alternatives).toContainEqual({ topic: 'BERATUNG_BA', outcome: 'ANSPRUCH' });
});

test('with less known the answer says what to ask, and nothing is guessed', () => {
  const found = assess({ municipality: 'LEMGO' }, { topic: 'INTEGRATIONSKURS_ALLGEMEIN' }, ASKED_ON);
  expect(found).toMatchObject({ outcome: 'PRUEFUNG_NOETIG', settled: false });
  expect(found.unknownAttributes).toEqual(expect.arrayContaining(['status', 'level', 'benefits']));
});
