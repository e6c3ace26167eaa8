import { all, always, between, is, otherwise } from '../condition.js';
import { rules, type Rule } from '../rule.js';
import { DULDUNG } from '../statuses.js';

/** R01, R02 and R04: what everybody is offered on arrival. */
export const ARRIVAL: readonly Rule[] = [
  ...rules(['ANKOMMENSGESPRAECH'], [{
    id: 'R01.alle', when: always, outcome: 'ANSPRUCH', source: 'HANDLUNGSSTRUKTUR', citation: 'Handlungsstruktur, Leitziel III (L242)',
    de: 'Mit allen Zugewanderten wird unabhängig vom Status binnen 14 Tagen nach der Anmeldung ein Ankommensgespräch geführt',
    en: 'Everybody who immigrates is offered an arrival talk within 14 days of registration, whatever their status',
  }]),
  ...rules(['CASE_MANAGEMENT'], [{
    id: 'R02.freiwillig', when: always, outcome: 'ZULASSUNG_MOEGLICH', source: 'HANDLUNGSSTRUKTUR', citation: 'Handlungsstruktur, Maßnahme zu Leitziel III (L256)',
    de: 'Case Management steht grundsätzlich allen neu Zugewanderten offen; es ist freiwillig, die Stellen sind begrenzt, die Kommunen setzen Schwerpunkte',
    en: 'Case management is open to all new immigrants in principle; it is voluntary, posts are limited, and municipalities set priorities',
  }]),
  ...rules(['CUK_CLEARING'], [
    {
      id: 'R04.jobcenter', when: is('benefits', 'SGB_II'), outcome: 'ZULASSUNG_MOEGLICH', source: 'HANDLUNGSSTRUKTUR', citation: 'Handlungsstruktur 3.2, CuK (L326)',
      de: 'Die Finanzierung der Clearingstelle Sprache ist für Kundinnen und Kunden des Jobcenters geregelt',
      en: 'Funding of the language clearing point is settled for customers of the Jobcenter',
    },
    {
      id: 'R04.durchstarten', when: all(is('status', ...DULDUNG), between('age', 18, 27)), outcome: 'ZULASSUNG_MOEGLICH', source: 'HANDLUNGSSTRUKTUR',
      citation: 'Handlungsstruktur 3.2, Sprachanlaufstelle (L327)', validFrom: '2020-08-13', validTo: '2023-06-30',
      de: 'Für Geduldete von 18 bis 27 Jahren war die Finanzierung über Durchstarten geregelt',
      en: 'For holders of a Duldung aged 18 to 27 funding was settled through Durchstarten',
    },
    {
      id: 'R04.andere', when: otherwise, outcome: 'PRUEFUNG_NOETIG', source: 'HANDLUNGSSTRUKTUR', citation: 'Handlungsstruktur 3.2, Sprachanlaufstelle (L328)',
      de: 'Für andere Gruppen ist die Finanzierung nicht geregelt; mit Netzwerk Lippe klären',
      en: 'Funding is not settled for other groups; clear it with Netzwerk Lippe',
    },
  ]),
];
