/** What a status lets somebody do at work by law alone (domain E): freely, within limits, with permission, not at all, or not known from the title. */
export type WorkByLaw = 'FREI' | 'BESCHRAENKT' | 'ERLAUBNIS' | 'ERLAUBNIS_BA' | 'VERBOTEN' | 'NICHT_ABLEITBAR';

export type StatusGroup = 'GESTATTUNG' | 'DULDUNG' | 'HUMANITAER' | 'ERWERB' | 'BILDUNG' | 'FAMILIE' | 'UNBEFRISTET' | 'EU' | 'FIKTION' | 'UNBEKANNT';

interface Row {
  readonly group: StatusGroup;
  /** Legal basis of the status. */
  readonly basis: string;
  readonly work: WorkByLaw;
}

const row = (group: StatusGroup, basis: string, work: WorkByLaw): Row => ({ group, basis, work });

/** Every residence status that rules speak of (domain E, law as of 29.04.2026). There is none for a person without any. */
const table = {
  ANKUNFTSNACHWEIS: row('GESTATTUNG', '§ 63a AsylG', 'ERLAUBNIS_BA'),
  AUFENTHALTSGESTATTUNG: row('GESTATTUNG', '§ 55 AsylG', 'ERLAUBNIS_BA'),
  DULDUNG_60A_1: row('DULDUNG', '§ 60a Abs. 1 AufenthG', 'ERLAUBNIS_BA'),
  DULDUNG_60A_2_1: row('DULDUNG', '§ 60a Abs. 2 S. 1 AufenthG', 'ERLAUBNIS_BA'),
  DULDUNG_60A_2_3: row('DULDUNG', '§ 60a Abs. 2 S. 3 AufenthG', 'ERLAUBNIS_BA'),
  DULDUNG_60A_2A: row('DULDUNG', '§ 60a Abs. 2a AufenthG', 'ERLAUBNIS_BA'),
  DULDUNG_60A_2B: row('DULDUNG', '§ 60a Abs. 2b AufenthG', 'ERLAUBNIS_BA'),
  DULDUNG_60B: row('DULDUNG', '§ 60b AufenthG', 'VERBOTEN'),
  DULDUNG_60C: row('DULDUNG', '§ 60c AufenthG', 'BESCHRAENKT'),
  DULDUNG_60D: row('DULDUNG', '§ 60d AufenthG', 'BESCHRAENKT'),
  AE_22: row('HUMANITAER', '§ 22 AufenthG', 'FREI'),
  AE_23_1: row('HUMANITAER', '§ 23 Abs. 1 AufenthG', 'NICHT_ABLEITBAR'),
  AE_23_2: row('HUMANITAER', '§ 23 Abs. 2 AufenthG', 'FREI'),
  AE_23_4: row('HUMANITAER', '§ 23 Abs. 4 AufenthG', 'FREI'),
  AE_23A: row('HUMANITAER', '§ 23a AufenthG', 'FREI'),
  AE_24: row('HUMANITAER', '§ 24 AufenthG', 'FREI'),
  AE_25_1: row('HUMANITAER', '§ 25 Abs. 1 AufenthG', 'FREI'),
  AE_25_2_ALT1: row('HUMANITAER', '§ 25 Abs. 2 S. 1 Alt. 1 AufenthG', 'FREI'),
  AE_25_2_ALT2: row('HUMANITAER', '§ 25 Abs. 2 S. 1 Alt. 2 AufenthG', 'FREI'),
  AE_25_3: row('HUMANITAER', '§ 25 Abs. 3 AufenthG', 'FREI'),
  AE_25_4_S1: row('HUMANITAER', '§ 25 Abs. 4 S. 1 AufenthG', 'ERLAUBNIS'),
  AE_25_4_S2: row('HUMANITAER', '§ 25 Abs. 4 S. 2 AufenthG', 'ERLAUBNIS'),
  AE_25_4A: row('HUMANITAER', '§ 25 Abs. 4a AufenthG', 'ERLAUBNIS'),
  AE_25_4B: row('HUMANITAER', '§ 25 Abs. 4b AufenthG', 'ERLAUBNIS'),
  AE_25_5: row('HUMANITAER', '§ 25 Abs. 5 AufenthG', 'FREI'),
  AE_25A: row('HUMANITAER', '§ 25a Abs. 1 AufenthG', 'FREI'),
  AE_25A_FAM: row('HUMANITAER', '§ 25a Abs. 2 AufenthG', 'FREI'),
  AE_25B: row('HUMANITAER', '§ 25b Abs. 1 AufenthG', 'FREI'),
  AE_25B_FAM: row('HUMANITAER', '§ 25b Abs. 4 AufenthG', 'FREI'),
  AE_104C: row('HUMANITAER', '§ 104c AufenthG', 'FREI'),
  AE_16A: row('BILDUNG', '§ 16a AufenthG', 'BESCHRAENKT'),
  AE_16B: row('BILDUNG', '§ 16b AufenthG', 'BESCHRAENKT'),
  AE_16D: row('BILDUNG', '§ 16d AufenthG', 'BESCHRAENKT'),
  AE_16G: row('BILDUNG', '§ 16g AufenthG', 'BESCHRAENKT'),
  AE_18A: row('ERWERB', '§ 18a AufenthG', 'BESCHRAENKT'),
  AE_18B: row('ERWERB', '§ 18b AufenthG', 'BESCHRAENKT'),
  AE_18D: row('ERWERB', '§ 18d AufenthG', 'BESCHRAENKT'),
  BLAUE_KARTE_18G: row('ERWERB', '§ 18g AufenthG', 'BESCHRAENKT'),
  AE_19C: row('ERWERB', '§ 19c AufenthG', 'BESCHRAENKT'),
  AE_19D: row('ERWERB', '§ 19d AufenthG', 'BESCHRAENKT'),
  AE_20: row('ERWERB', '§ 20 AufenthG', 'BESCHRAENKT'),
  AE_20A_CHANCENKARTE: row('ERWERB', '§ 20a AufenthG', 'BESCHRAENKT'),
  AE_21: row('ERWERB', '§ 21 AufenthG', 'BESCHRAENKT'),
  AE_38A: row('ERWERB', '§ 38a AufenthG', 'BESCHRAENKT'),
  ASSOZIATION_TR: row('ERWERB', 'ARB 1/80, § 4 Abs. 2 AufenthG', 'NICHT_ABLEITBAR'),
  AE_28: row('FAMILIE', '§ 28 AufenthG', 'FREI'),
  AE_29_30_32_36: row('FAMILIE', '§§ 29, 30, 32, 36 AufenthG', 'FREI'),
  AE_31: row('FAMILIE', '§ 31 AufenthG', 'FREI'),
  AE_36A: row('FAMILIE', '§ 36a AufenthG', 'FREI'),
  AE_18C: row('UNBEFRISTET', '§ 18c AufenthG', 'FREI'),
  NE_9: row('UNBEFRISTET', '§ 9 AufenthG', 'FREI'),
  NE_26_3: row('UNBEFRISTET', '§ 26 Abs. 3 AufenthG', 'FREI'),
  NE_26_4: row('UNBEFRISTET', '§ 26 Abs. 4 AufenthG', 'FREI'),
  NE_28_2: row('UNBEFRISTET', '§ 28 Abs. 2 AufenthG', 'FREI'),
  NE_35: row('UNBEFRISTET', '§ 35 AufenthG', 'FREI'),
  DAEU_9A: row('UNBEFRISTET', '§ 9a AufenthG', 'FREI'),
  SPAETAUSSIEDLER: row('UNBEFRISTET', 'BVFG', 'FREI'),
  DEUTSCH: row('UNBEFRISTET', 'Art. 116 GG', 'FREI'),
  EU_ARBEITNEHMER: row('EU', '§ 2 Abs. 2 Nr. 1 FreizügG/EU', 'FREI'),
  EU_ARBEITSUCHEND: row('EU', '§ 2 Abs. 2 Nr. 1a FreizügG/EU', 'FREI'),
  EU_SELBSTAENDIG: row('EU', '§ 2 Abs. 2 Nr. 2 FreizügG/EU', 'FREI'),
  EU_NICHT_ERWERBSTAETIG: row('EU', '§ 4 FreizügG/EU', 'FREI'),
  EU_FAMILIE: row('EU', '§ 3 FreizügG/EU', 'FREI'),
  EU_NACHWIRKEND: row('EU', '§ 2 Abs. 3 FreizügG/EU', 'FREI'),
  DAUERAUFENTHALT_EU_4A: row('EU', '§ 4a FreizügG/EU', 'FREI'),
  AUFENTHALTSKARTE_5: row('EU', '§ 5 FreizügG/EU', 'FREI'),
  SCHWEIZ_EWR: row('EU', '§ 12, § 28 AufenthV', 'FREI'),
  GB_AUSTRITT: row('EU', '§ 16 FreizügG/EU', 'FREI'),
  FIKTION_81_3_S1: row('FIKTION', '§ 81 Abs. 3 S. 1 AufenthG', 'NICHT_ABLEITBAR'),
  FIKTION_81_3_S2: row('FIKTION', '§ 81 Abs. 3 S. 2 AufenthG', 'ERLAUBNIS_BA'),
  FIKTION_81_4: row('FIKTION', '§ 81 Abs. 4 AufenthG', 'NICHT_ABLEITBAR'),
  FIKTION_81_5A: row('FIKTION', '§ 81 Abs. 5a AufenthG', 'NICHT_ABLEITBAR'),
  VISUM_D: row('UNBEKANNT', '§ 6 Abs. 3 AufenthG', 'NICHT_ABLEITBAR'),
  STAATENLOS: row('UNBEKANNT', '–', 'NICHT_ABLEITBAR'),
  UNGEKLAERT: row('UNBEKANNT', '–', 'NICHT_ABLEITBAR'),
  SONSTIGE: row('UNBEKANNT', '–', 'NICHT_ABLEITBAR'),
} as const satisfies Record<string, Row>;

export type Status = keyof typeof table;

export const STATUSES: ReadonlyMap<Status, Row> = new Map(Object.entries(table) as [Status, Row][]);

const where = (test: (row: Row, status: Status) => boolean): readonly Status[] => [...STATUSES].flatMap(([status, info]) => (test(info, status) ? [status] : []));

export const ofGroup = (...groups: readonly StatusGroup[]): readonly Status[] => where(({ group }) => groups.includes(group));
export const ofWork = (...kinds: readonly WorkByLaw[]): readonly Status[] => where(({ work }) => kinds.includes(work));
export const without = (statuses: readonly Status[], ...taken: readonly Status[]): readonly Status[] => statuses.filter((status) => !taken.includes(status));

export const GESTATTUNG = ofGroup('GESTATTUNG');
export const DULDUNG = ofGroup('DULDUNG');
export const EU = ofGroup('EU');
/** A residence title proper, limited or not; neither Fiktion nor German nationality. */
export const TITLE = without(ofGroup('HUMANITAER', 'ERWERB', 'BILDUNG', 'FAMILIE', 'UNBEFRISTET'), 'DEUTSCH', 'SPAETAUSSIEDLER');

/**
 * Names under which offices show several statuses as one, so that none of them is told (victims of crime, § 25 Abs. 4a and
 * 4b; unclarified identity, § 60b), and those that do not say which sub-type is meant. Each stands for all of its statuses.
 */
export const SHOWN_AS: ReadonlyMap<string, readonly Status[]> = new Map<string, readonly Status[]>([
  ['AE_25_SONSTIGE', ['AE_25_4_S1', 'AE_25_4_S2', 'AE_25_4A', 'AE_25_4B']],
  ['DULDUNG_SONSTIGE', ['DULDUNG_60A_1', 'DULDUNG_60A_2_1', 'DULDUNG_60A_2A', 'DULDUNG_60A_2B', 'DULDUNG_60B']],
  ['FREIZUEGIGKEIT_EU', ['EU_ARBEITNEHMER', 'EU_ARBEITSUCHEND', 'EU_SELBSTAENDIG', 'EU_NICHT_ERWERBSTAETIG', 'EU_FAMILIE', 'EU_NACHWIRKEND']],
]);

/** The statuses that a shown name may stand for; none for a name that nobody shows. */
export const statusesShownAs = (shown: string): readonly Status[] => SHOWN_AS.get(shown) ?? (STATUSES.has(shown as Status) ? [shown as Status] : []);
