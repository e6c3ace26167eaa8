import { addDays, addYears, earlier } from '../dates.js';
import type { Day } from '../dates.js';
import type { Person, Residence } from '../client.js';
import { isForeignersOfficeCase } from '../groups.js';
import type { TargetGroup } from '../groups.js';
import type { Random } from '../random.js';

type Titles = readonly (readonly [string, number])[];

/** Which titles a group holds, with weights (domain E). */
const TITLES: Partial<Record<TargetGroup, Titles>> = {
  REF_ASYLBEWERBER: [['AUFENTHALTSGESTATTUNG', 1]],
  REF_ASYLBERECHTIGT: [['AE_25_1', 8], ['NE_26_3', 2]],
  REF_GFK: [['AE_25_2_ALT1', 85], ['NE_26_3', 15]],
  REF_SUBSIDIAER: [['AE_25_2_ALT2', 90], ['AE_25_3', 10]],
  REF_GEDULDET: [['DULDUNG_60A_2_1', 55], ['DULDUNG_60A_2_3', 15], ['DULDUNG_60C', 10], ['DULDUNG_60D', 10], ['DULDUNG_60B', 10]],
  REF_UMF: [['AUFENTHALTSGESTATTUNG', 6], ['AE_25_2_ALT1', 2], ['DULDUNG_60A_2_1', 2]],
  REF_VORUEBERGEHENDER_SCHUTZ: [['AE_24', 1]],
  DRITT_FACHKRAFT: [['BLAUE_KARTE_18G', 4], ['AE_18A', 3], ['AE_18B', 3]],
  DRITT_ARBEIT: [['AE_19C', 1]],
  DRITT_STUDIUM: [['AE_16B', 1]],
  DRITT_FAMILIE: [['AE_29_30_32_36', 8], ['AE_28', 2]],
  UNGEKLAERT: [['FIKTION_81_3_S1', 1]],
};

/** Titles under which work is not simply free (§ 4a AufenthG, §§ 60a, 60b AufenthG, § 61 AsylG). */
const WORK: Readonly<Record<string, Residence['workAccess']>> = {
  AUFENTHALTSGESTATTUNG: 'ERLAUBNIS_ABH_MIT_BA_ZUSTIMMUNG', DULDUNG_60A_2_1: 'ERLAUBNIS_ABH_MIT_BA_ZUSTIMMUNG',
  DULDUNG_60A_2_3: 'ERLAUBNIS_ABH_MIT_BA_ZUSTIMMUNG', DULDUNG_60B: 'VERBOTEN', DULDUNG_60C: 'BESCHRAENKT', DULDUNG_60D: 'BESCHRAENKT',
  BLAUE_KARTE_18G: 'BESCHRAENKT', AE_18A: 'BESCHRAENKT', AE_18B: 'BESCHRAENKT', AE_19C: 'BESCHRAENKT', AE_16B: 'BESCHRAENKT',
  FIKTION_81_3_S1: 'UNGEKLAERT',
};

/** Usual length of a title in months. */
const months = (title: string): number =>
  title.startsWith('DULDUNG_60D') ? 30 : title.startsWith('DULDUNG') || title.startsWith('AUFENTHALTS') || title.startsWith('FIKTION') ? 6
    : title === 'AE_24' ? 24 : 36;

const obligation = (title: string, issuedOn: Day, choose: Random): Residence['obligation'] => {
  if (title.startsWith('AE_25_') && choose.chance(0.3)) return { kind: 'WOHNSITZREGELUNG_12A', until: addYears(issuedOn, 3) };
  if (title.startsWith('DULDUNG') && choose.chance(0.5)) return { kind: 'WOHNSITZAUFLAGE_61_1D', until: null };
  if (title === 'AUFENTHALTSGESTATTUNG' && choose.chance(0.6)) return { kind: 'WOHNSITZAUFLAGE_ASYLG_60', until: null };
  return null;
};

/** The file at the Ausländerbehörde; EU citizens and Germans have none. */
export function residence({ group, registeredOn }: Person, today: Day, choose: Random): Residence | null {
  const titles = TITLES[group];
  if (!titles || !isForeignersOfficeCase(group)) return null;
  return residenceUnder(choose.weighted(titles), registeredOn, today, choose);
}

/** A residence under a given title, issued within its usual length before `today`. */
export function residenceUnder(title: string, registeredOn: Day, today: Day, choose: Random): Residence {
  const length = Math.round(months(title) * 30.4);
  const issuedOn = addDays(today, -choose.int(1, length - 20));
  const from = issuedOn < registeredOn ? earlier(registeredOn, today) : issuedOn;
  return {
    title, issuedOn: from, validUntil: title.startsWith('NE_') ? null : addDays(from, length),
    workAccess: WORK[title] ?? 'UNEINGESCHRAENKT', obligation: obligation(title, from, choose),
  };
}
