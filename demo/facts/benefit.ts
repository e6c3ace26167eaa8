import { addYears } from '../dates.js';
import type { Day } from '../dates.js';
import type { Benefit, BenefitRegime, Person } from '../client.js';
import type { TargetGroup } from '../groups.js';
import type { Random } from '../random.js';

type Regimes = readonly (readonly [BenefitRegime, number])[];

const SGB2_OR_WORK: Regimes = [['SGB_II', 68], ['KEINE', 25], ['SGB_III', 4], ['SGB_XII', 3]];
const ASYLBLG: Regimes = [['ASYLBLG_GRUND', 85], ['KEINE', 15]];
const WORK: Regimes = [['KEINE', 88], ['SGB_III', 8], ['SGB_II', 4]];

/** What households of a group live on, with weights. */
const REGIMES: Readonly<Record<TargetGroup, Regimes>> = {
  REF_ASYLBEWERBER: ASYLBLG, REF_GEDULDET: ASYLBLG, UNGEKLAERT: [['UNGEKLAERT', 1]],
  REF_ASYLBERECHTIGT: SGB2_OR_WORK, REF_GFK: SGB2_OR_WORK, REF_SUBSIDIAER: SGB2_OR_WORK, REF_VORUEBERGEHENDER_SCHUTZ: SGB2_OR_WORK,
  REF_UMF: [['SGB_VIII', 1]],
  EU_ARBEIT: WORK, EU_FAMILIE: WORK, EU_STUDIUM: [['KEINE', 1]], EU_PREKAER: [['KEINE', 40], ['SGB_II', 30], ['UNGEKLAERT', 20], ['UEBERBRUECKUNG', 10]],
  DRITT_FACHKRAFT: WORK, DRITT_ARBEIT: WORK, DRITT_STUDIUM: [['KEINE', 1]], DRITT_FAMILIE: [['KEINE', 70], ['SGB_II', 30]],
  DEUTSCHE_RUECKKEHRER: SGB2_OR_WORK,
};

/** What a household lives on. After 36 months the AsylbLG gives benefits by analogy with SGB XII (§ 2 AsylbLG). */
export function benefit({ group, registeredOn }: Person, today: Day, choose: Random): Benefit {
  const regime = choose.weighted(REGIMES[group]);
  const analogous = regime === 'ASYLBLG_GRUND' && addYears(registeredOn, 3) < today;
  return analogous ? { regime: 'ASYLBLG_ANALOG_2', since: addYears(registeredOn, 3) } : { regime, since: registeredOn };
}
