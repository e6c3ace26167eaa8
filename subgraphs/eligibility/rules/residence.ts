import { all, any, before, between, is, monthsAgo, otherwise } from '../condition.js';
import { rules, type Draft, type Rule } from '../rule.js';
import { DULDUNG, EU, TITLE, without } from '../statuses.js';

const LAW = { source: 'LAW' } as const;
/** Times of § 60b AufenthG do not count. */
const tolerated = is('status', ...without(DULDUNG, 'DULDUNG_60B'));
const A2 = is('level', 'A2', 'B1', 'B2', 'C1', 'C2');
/** Titles that § 10 Abs. 1 S. 1 Nr. 2 StAG does not count. */
const NOT_FOR_CITIZENSHIP = ['AE_16A', 'AE_16B', 'AE_24', 'AE_25_3', 'AE_25_4_S1', 'AE_25_4_S2', 'AE_25_4A', 'AE_25_4B', 'AE_25_5', 'AE_104C'] as const;

/** A perspective is never promised: where the conditions asked for here are met, the authority checks the rest. */
const toCheck = (id: string, when: Draft['when'], citation: string, de: string, en: string): Draft => ({ id, when, outcome: 'PRUEFUNG_NOETIG', ...LAW, citation, de, en });
const notMet = (id: string, citation: string, de: string, en: string): Draft => ({ id, when: otherwise, outcome: 'NICHT_ZUGAENGLICH', ...LAW, citation, de, en });

/** R16 to R21, R27 and R28: what can become of a stay. */
export const RESIDENCE: readonly Rule[] = [
  ...rules(['AUSBILDUNGSDULDUNG_ODER_16G'], [
    toCheck('R16.duldung', all(tolerated, monthsAgo('statusSince', 3)), '§§ 16g, 60c AufenthG', 'Nach drei Monaten Duldung möglich; Identität und Fristen prüft die Ausländerbehörde, Antrag höchstens sieben Monate vor Beginn', 'Possible after three months of Duldung; the office checks identity and time limits, application at most seven months before the start'),
    notMet('R16.sonst', '§§ 16g, 60c AufenthG', 'Vorausgesetzt ist eine Duldung seit mindestens drei Monaten', 'A Duldung for at least three months is required'),
  ]),
  ...rules(['AUFENTHALT_25A'], [
    toCheck('R17.jugend', all(any(all(tolerated, monthsAgo('statusSince', 12)), is('status', 'AE_104C')), monthsAgo('arrivedOn', 36), between('age', 0, 26)), '§ 25a AufenthG', 'Nach zwölf Monaten Duldung oder mit § 104c, drei Jahren Aufenthalt und Antrag vor dem 27. Geburtstag; Schulbesuch oder Abschluss und das Weitere prüft die Ausländerbehörde', 'After twelve months of Duldung or with § 104c, three years of stay and an application before the 27th birthday; the office checks school and the rest'),
    notMet('R17.sonst', '§ 25a AufenthG', 'Duldung von zwölf Monaten, drei Jahre Aufenthalt oder Alter unter 27 fehlen', 'Twelve months of Duldung, three years of stay or an age below 27 are missing'),
  ]),
  ...rules(['AUFENTHALT_25B'], [
    toCheck('R18.nachhaltig', all(any(tolerated, is('status', 'AE_104C')), any(monthsAgo('arrivedOn', 72), all(monthsAgo('arrivedOn', 48), is('minorChild', 'JA'))), A2), '§ 25b AufenthG', 'Nach sechs Jahren, mit minderjährigem Kind nach vier, und mit mündlich A2; Lebensunterhalt und Ausschlussgründe prüft die Ausländerbehörde', 'After six years, four with a minor child, and with oral A2; the office checks livelihood and grounds for exclusion'),
    notMet('R18.sonst', '§ 25b AufenthG', 'Duldung, Dauer des Aufenthalts oder A2 fehlen', 'The Duldung, the length of stay or A2 is missing'),
  ]),
  ...rules(['CHANCENAUFENTHALT_104C'], [notMet('R19.keine-neuen', '§ 104c AufenthG (Übergangsregelung)', 'Wird nicht mehr neu erteilt; vorhandene Titel gehen nur in § 25a oder § 25b über', 'Not granted anew any more; existing titles go on only as § 25a or § 25b')]),
  ...rules(['BESCHAEFTIGUNGSDULDUNG_60D'], [
    toCheck('R20.beschaeftigt', all(before('arrivedOn', '2023-01-01'), tolerated, monthsAgo('statusSince', 12), is('employment', 'BESCHAEFTIGT'), A2), '§ 60d AufenthG', 'Bei Einreise bis Ende 2022, zwölf Monaten Duldung, zwölf Monaten Beschäftigung von 20 Stunden und mündlich A2; das Weitere prüft die Ausländerbehörde', 'With entry before 2023, twelve months of Duldung, twelve months of employment at 20 hours and oral A2; the office checks the rest'),
    notMet('R20.sonst', '§ 60d AufenthG', 'Einreise bis Ende 2022, zwölf Monate Duldung, Beschäftigung oder A2 fehlen', 'Entry before 2023, twelve months of Duldung, employment or A2 is missing'),
  ]),
  ...rules(['EINBUERGERUNG_10'], [
    toCheck('R21.anspruch', all(monthsAgo('arrivedOn', 60), is('status', ...without([...TITLE, ...EU], ...NOT_FOR_CITIZENSHIP)), is('level', 'B1', 'B2', 'C1', 'C2')), '§ 10 StAG', 'Nach fünf Jahren rechtmäßigen Aufenthalts mit geeignetem Titel und B1; Lebensunterhalt, Einbürgerungstest und das Weitere prüft die Einbürgerungsbehörde', 'After five years of lawful residence with a suitable title and B1; the authority checks livelihood, test and the rest'),
    notMet('R21.sonst', '§ 10 StAG', 'Fünf Jahre Aufenthalt, ein geeigneter Titel oder B1 fehlen', 'Five years of residence, a suitable title or B1 is missing'),
  ]),
  ...rules(['FAMILIENNACHZUG_ZU_SUBSIDIAER'], [
    { id: 'R27.ausgesetzt', when: is('status', 'AE_25_2_ALT2'), outcome: 'NICHT_ZUGAENGLICH', ...LAW, citation: '§ 104 Abs. 14 AufenthG', validFrom: '2025-07-24', validTo: '2027-07-23', de: 'Der Nachzug zu subsidiär Schutzberechtigten ist bis zum 23.07.2027 ausgesetzt', en: 'Family reunification with persons granted subsidiary protection is suspended until 23 July 2027' },
    { id: 'R27.andere', when: otherwise, outcome: 'PRUEFUNG_NOETIG', ...LAW, citation: '§§ 27–36a AufenthG', de: 'Den Nachzug prüft die Ausländerbehörde', en: 'The immigration office checks reunification' },
  ]),
  ...rules(['UMZUG_IM_KREIS'], [
    { id: 'R28.ort', when: is('residenceBinding', 'ORT'), outcome: 'PRUEFUNG_NOETIG', ...LAW, citation: '§ 12a, § 72 Abs. 3a AufenthG', de: 'Bei ortsgenauer Auflage muss sie geändert werden; die Ausländerbehörde des Zuzugsorts stimmt zu oder gilt nach vier Wochen als einverstanden', en: 'A place-specific obligation must be changed; the office of the destination agrees, or counts as agreeing after four weeks' },
    { id: 'R28.frei', when: is('residenceBinding', 'KEINE', 'LAND'), outcome: 'ANSPRUCH', ...LAW, citation: '§ 12a AufenthG', de: 'Ohne ortsgenaue Auflage ist der Umzug im Kreis möglich', en: 'Without a place-specific obligation moving within the county is possible' },
  ]),
];
