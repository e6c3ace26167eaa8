import type { OriginKey } from './names.js';

export type TargetGroup =
  | 'REF_ASYLBEWERBER' | 'REF_ASYLBERECHTIGT' | 'REF_GFK' | 'REF_SUBSIDIAER' | 'REF_GEDULDET' | 'REF_UMF' | 'REF_VORUEBERGEHENDER_SCHUTZ'
  | 'EU_ARBEIT' | 'EU_PREKAER' | 'EU_STUDIUM' | 'EU_FAMILIE' | 'DRITT_FACHKRAFT' | 'DRITT_ARBEIT' | 'DRITT_STUDIUM' | 'DRITT_FAMILIE'
  | 'DEUTSCHE_RUECKKEHRER' | 'UNGEKLAERT';

type Weighted<T> = readonly (readonly [T, number])[];

export interface Group {
  /** Clients of a thousand whose household belongs to this group. */
  readonly share: number;
  readonly origins: Weighted<OriginKey>;
  /** Likelihood that a household has children. */
  readonly children: number;
  /** Group of the further members of a household, where it is another one. */
  readonly membersAs: TargetGroup | null;
  /** Years since registration, at most. */
  readonly years: number;
  /** Likelihood of a household to take part in case management (voluntary, domain A.10). */
  readonly inCase: number;
  /** Likelihood of an adult to have been tested by CuK. */
  readonly tested: number;
}

const refugees: Weighted<OriginKey> = [
  ['SY', 34], ['SY_KURDISH', 10], ['AF', 18], ['IQ', 9], ['IQ_KURDISH', 6], ['IR', 7], ['ER', 8], ['SO', 5], ['TR', 6], ['GN', 4],
];
const geduldet: Weighted<OriginKey> = [['IQ', 14], ['NG', 12], ['GN', 14], ['MK', 12], ['RS', 12], ['AF', 14], ['IR', 8], ['TN', 6], ['XK', 8]];
const eu: Weighted<OriginKey> = [['PL', 30], ['RO', 32], ['BG', 22], ['ES', 8], ['PT', 8]];
const skilled: Weighted<OriginKey> = [['IN', 34], ['TR', 18], ['BR', 14], ['TN', 10], ['CO', 8], ['RS', 10], ['IR', 6]];

const group = (share: number, origins: Weighted<OriginKey>, children: number, years: number, inCase: number, tested: number,
  membersAs: TargetGroup | null = null): Group => ({ share, origins, children, years, inCase, tested, membersAs });

/** The target groups (domain A.1) and what their households look like. The shares add up to 1,000. */
export const GROUPS: Readonly<Record<TargetGroup, Group>> = {
  REF_ASYLBEWERBER: group(90, refugees, 0.3, 3, 0.5, 0.5),
  REF_ASYLBERECHTIGT: group(15, [['TR', 6], ['IR', 4]], 0.3, 6, 0.4, 0.8),
  REF_GFK: group(150, refugees, 0.5, 8, 0.6, 0.85),
  REF_SUBSIDIAER: group(120, [['SY', 70], ['SY_KURDISH', 15], ['SO', 8], ['ER', 7]], 0.45, 8, 0.55, 0.85),
  REF_GEDULDET: group(110, geduldet, 0.3, 9, 0.6, 0.5),
  REF_UMF: group(30, [['AF', 12], ['SY', 8], ['GN', 5], ['SO', 5]], 0, 2, 0.8, 0.7),
  REF_VORUEBERGEHENDER_SCHUTZ: group(170, [['UA', 1]], 0.55, 4, 0.35, 0.7),
  EU_ARBEIT: group(85, eu, 0.3, 6, 0.15, 0.3, 'EU_FAMILIE'),
  EU_PREKAER: group(45, [['RO', 50], ['BG', 50]], 0.4, 3, 0.5, 0.3),
  EU_STUDIUM: group(15, eu, 0, 3, 0.1, 0.3),
  EU_FAMILIE: group(15, eu, 0.2, 4, 0.2, 0.4),
  DRITT_FACHKRAFT: group(60, skilled, 0.4, 4, 0.2, 0.4, 'DRITT_FAMILIE'),
  DRITT_ARBEIT: group(25, skilled, 0.2, 4, 0.2, 0.4, 'DRITT_FAMILIE'),
  DRITT_STUDIUM: group(25, [['IN', 10], ['TN', 5], ['IR', 5], ['CO', 5]], 0, 3, 0.1, 0.2),
  DRITT_FAMILIE: group(25, [['TR', 8], ['RS', 5], ['BR', 4], ['MK', 5]], 0.3, 5, 0.3, 0.6),
  DEUTSCHE_RUECKKEHRER: group(10, [['DE', 1]], 0.3, 5, 0.3, 0.3),
  UNGEKLAERT: group(10, [['TN', 2], ['NG', 2], ['XK', 2]], 0, 1, 0.6, 0.2),
};

/** Free movement (EU) and German citizens have no file at an Ausländerbehörde. */
export const isForeignersOfficeCase = (group: TargetGroup): boolean => !group.startsWith('EU_') && group !== 'DEUTSCHE_RUECKKEHRER';
