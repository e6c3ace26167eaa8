/** Groups of residence titles: what other agencies need in most cases instead of the paragraph (domain E). */
export type StatusGroup =
  | 'GESTATTUNG' | 'DULDUNG' | 'HUMANITAER' | 'ERWERB' | 'BILDUNG' | 'FAMILIE' | 'UNBEFRISTET' | 'EU' | 'FIKTION' | 'UNBEKANNT';

/** Titles that may be stored, by their group. There is none for a person without any title: T6 (domain E). */
const titlesOf = {
  GESTATTUNG: ['ANKUNFTSNACHWEIS', 'AUFENTHALTSGESTATTUNG'],
  DULDUNG: [
    'DULDUNG_60A_1', 'DULDUNG_60A_2_1', 'DULDUNG_60A_2_3', 'DULDUNG_60A_2A', 'DULDUNG_60A_2B', 'DULDUNG_60B', 'DULDUNG_60C', 'DULDUNG_60D',
  ],
  HUMANITAER: [
    'AE_22', 'AE_23_1', 'AE_23_2', 'AE_23_4', 'AE_23A', 'AE_24', 'AE_25_1', 'AE_25_2_ALT1', 'AE_25_2_ALT2', 'AE_25_3', 'AE_25_4_S1',
    'AE_25_4_S2', 'AE_25_4A', 'AE_25_4B', 'AE_25_5', 'AE_25A', 'AE_25A_FAM', 'AE_25B', 'AE_25B_FAM', 'AE_104C',
  ],
  ERWERB: ['AE_18A', 'AE_18B', 'AE_18D', 'AE_19C', 'AE_19D', 'AE_20', 'AE_20A_CHANCENKARTE', 'AE_21', 'BLAUE_KARTE_18G', 'ASSOZIATION_TR', 'AE_38A'],
  BILDUNG: ['AE_16A', 'AE_16B', 'AE_16D', 'AE_16G'],
  FAMILIE: ['AE_28', 'AE_29_30_32_36', 'AE_31', 'AE_36A'],
  UNBEFRISTET: ['AE_18C', 'NE_9', 'NE_26_3', 'NE_26_4', 'NE_28_2', 'NE_35', 'DAEU_9A', 'SPAETAUSSIEDLER', 'DEUTSCH'],
  EU: ['FREIZUEGIGKEIT_EU', 'DAUERAUFENTHALT_EU_4A', 'AUFENTHALTSKARTE_5', 'SCHWEIZ_EWR', 'GB_AUSTRITT'],
  FIKTION: ['FIKTION_81_3_S1', 'FIKTION_81_3_S2', 'FIKTION_81_4', 'FIKTION_81_5A'],
  UNBEKANNT: ['VISUM_D', 'STAATENLOS', 'UNGEKLAERT', 'SONSTIGE'],
} as const satisfies Record<StatusGroup, readonly string[]>;

export type StoredTitle = (typeof titlesOf)[StatusGroup][number];

/**
 * Titles that are shown under a common name. Each name stands for several titles: one that stood for one title only
 * would tell it. Victims of trafficking and illegal employment (§ 25 Abs. 4a, 4b AufenthG) are among all of Abs. 4; the
 * Duldung for unclarified identity (§ 60b) is among all the Duldungen that nobody plans by.
 */
const maskOf = {
  AE_25_4_S1: 'AE_25_SONSTIGE', AE_25_4_S2: 'AE_25_SONSTIGE', AE_25_4A: 'AE_25_SONSTIGE', AE_25_4B: 'AE_25_SONSTIGE',
  DULDUNG_60A_1: 'DULDUNG_SONSTIGE', DULDUNG_60A_2_1: 'DULDUNG_SONSTIGE', DULDUNG_60A_2A: 'DULDUNG_SONSTIGE',
  DULDUNG_60A_2B: 'DULDUNG_SONSTIGE', DULDUNG_60B: 'DULDUNG_SONSTIGE',
} as const satisfies Partial<Record<StoredTitle, string>>;

type Masked = keyof typeof maskOf;
export type ShownTitle = Exclude<StoredTitle, Masked> | (typeof maskOf)[Masked];

export const STORED_TITLES: readonly StoredTitle[] = Object.values(titlesOf).flat();
export const SHOWN_TITLES: readonly ShownTitle[] = [...new Set(STORED_TITLES.map(shownTitle))];

const groupOf: ReadonlyMap<StoredTitle, StatusGroup> = new Map(
  Object.entries(titlesOf).flatMap(([group, titles]) => titles.map((title): [StoredTitle, StatusGroup] => [title, group as StatusGroup])),
);

/** The name under which a title leaves the immigration office. */
export function shownTitle(title: StoredTitle): ShownTitle {
  return (maskOf as Partial<Record<StoredTitle, ShownTitle>>)[title] ?? (title as Exclude<StoredTitle, Masked>);
}

/** The group of a title; `UNBEKANNT` for what this table does not know. */
export const statusGroup = (title: StoredTitle): StatusGroup => groupOf.get(title) ?? 'UNBEKANNT';

export const STATUS_GROUPS = Object.keys(titlesOf) as StatusGroup[];

/** § 60b Abs. 5 S. 2 AufenthG: with this Duldung work is forbidden, whatever an older permission says. */
export const forbidsWork = (title: StoredTitle): boolean => title === 'DULDUNG_60B';
