import { all, between, is, not, always } from '../condition.js';
import { rules, type Rule } from '../rule.js';
import { DULDUNG, GESTATTUNG } from '../statuses.js';
import { DURCHSTARTEN as TOPICS } from '../topics.js';

const STRUCTURE = { source: 'HANDLUNGSSTRUKTUR', outcome: 'NICHT_ZUGAENGLICH' } as const;
const STARTED = '2020-08-13';
const ENDED = '2023-06-30';

/** R03: the state programme that the county's Teilhabemanagement served; it is kept as the past offer that it is. */
export const DURCHSTARTEN: readonly Rule[] = [
  ...rules(TOPICS, [
    {
      id: 'R03.gruppe', when: not(is('status', ...DULDUNG, ...GESTATTUNG)), ...STRUCTURE, citation: 'Handlungsstruktur, Durchstarten (L614; L299 nennt nur Geduldete)',
      de: 'Durchstarten richtete sich an junge Menschen mit Duldung oder Gestattung',
      en: 'Durchstarten was for young people with a Duldung or a Gestattung',
    },
    {
      id: 'R03.barntrup', when: is('municipality', 'BARNTRUP'), ...STRUCTURE, citation: 'Handlungsstruktur, Teilhabemanagement (L627–635)',
      de: 'Barntrup nahm an Durchstarten nicht teil', en: 'Barntrup did not take part in Durchstarten',
    },
    {
      id: 'R03.einrichtung', when: is('reception', 'JA'), outcome: 'NICHT_ZUGAENGLICH', source: 'PRACTICE', citation: 'Landesprogramm Durchstarten, Förderbedingungen',
      de: 'Wer in einer Landeseinrichtung wohnt, war ausgeschlossen', en: 'Residents of a reception facility of the Land were excluded',
    },
    {
      id: 'R03.beendet', when: always, outcome: 'NICHT_ZUGAENGLICH', source: 'PRACTICE', citation: 'Landesprogramm Durchstarten, Laufzeit bis 30.06.2023', validFrom: '2023-07-01',
      de: 'Durchstarten ist am 30.06.2023 ausgelaufen', en: 'Durchstarten ended on 30 June 2023',
    },
  ]),
  ...rules(['DURCHSTARTEN_B2_BERUFSBEGLEITEND'], [{
    id: 'R03.arbeitsverbot', when: is('workAccess', 'VERBOTEN'), outcome: 'NICHT_ZUGAENGLICH', source: 'PRACTICE', citation: 'Landesprogramm Durchstarten, Baustein 2',
    de: 'Bei einem gesetzlichen Arbeitsverbot war Baustein 2 ausgeschlossen', en: 'Module 2 was closed to people under a statutory ban on work',
  }]),
  ...rules(TOPICS, [
    {
      id: 'R03.alter', when: not(between('age', 18, 27)), outcome: 'PRUEFUNG_NOETIG', source: 'PRACTICE', citation: 'Landesprogramm Durchstarten, Alter; Handlungsstruktur (L614)',
      validFrom: STARTED, validTo: ENDED,
      de: 'Vorgesehen für 18 bis 27 Jahre; Ausnahmen waren begründet möglich', en: 'Meant for ages 18 to 27; exceptions were possible with reasons',
    },
    {
      id: 'R03.zugang', when: all(is('status', ...DULDUNG, ...GESTATTUNG), between('age', 18, 27)), outcome: 'ZULASSUNG_MOEGLICH', source: 'HANDLUNGSSTRUKTUR',
      citation: 'Handlungsstruktur, Durchstarten (L614–655)', validFrom: STARTED, validTo: ENDED,
      de: 'Mit Duldung oder Gestattung von 18 bis 27 Jahren möglich; Coaching höchstens 20 je Coach, Baustein 2 nur über den Arbeitgeber',
      en: 'Possible with a Duldung or Gestattung from 18 to 27; coaching at most 20 per coach, module 2 through the employer only',
    },
  ]),
];
