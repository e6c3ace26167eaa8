import {
  HOLDERS, NEVER_LIST, PURPOSES, STATUTORY_FLOWS, UNITS, type Category, type Purpose, type Supervisor, type UnitCode,
} from '../../consent/core/index.js';
import { EMERGENCY_CATEGORIES } from '../../consent/emergency/narrow.js';
import { mayNotify, mayReceive } from '../../consent/emergency/rules.js';

/** One way that data can take between units, with all that § 6 DSG NRW and § 79 SGB X want fixed of it. */
export interface Flow {
  readonly id: string;
  readonly basis: 'STATUTE' | 'CONSENT' | 'EMERGENCY';
  /** German / English. */
  readonly occasion: string;
  readonly citation: string;
  readonly from: readonly UnitCode[];
  readonly to: readonly UnitCode[];
  readonly categories: readonly Category[];
  readonly purposes: readonly Purpose[];
  readonly supervisors: readonly Supervisor[];
}

const EVERY_PURPOSE = Object.keys(PURPOSES) as Purpose[];
const UNIT_CODES = [...UNITS.keys()].filter((unit) => unit !== 'CONSENT_SERVICE');

const supervisorsOf = (units: readonly UnitCode[]): readonly Supervisor[] => [...new Set(units.map((unit) => UNITS.get(unit)!.supervisor))].toSorted();

const flow = (part: Omit<Flow, 'supervisors'>): Flow => ({ ...part, supervisors: supervisorsOf([...part.from, ...part.to]) });

const ON_REQUEST = 'Anfrage einer betrauten Person im Einzelfall, mit Zweck / Request of an entrusted person in a single case, with a purpose';

/**
 * Every flow that the rules let through, computed from them and from what the schema serves: nothing here is written by hand. `served` are
 * the categories of the supergraph's fields.
 */
export function flowsOf(served: ReadonlySet<string>): readonly Flow[] {
  return [...statutory(), ...byConsent(served), emergency()];
}

const statutory = (): readonly Flow[] =>
  STATUTORY_FLOWS.filter(({ viaGateway }) => viaGateway).flatMap(({ id, citation, arrows, purposes }) =>
    arrows.map(({ from, to, categories }, index) => flow({ id: arrows.length > 1 ? `${id}.${index + 1}` : id, basis: 'STATUTE', occasion: ON_REQUEST, citation, from, to, categories, purposes })));

/** Categories that the same units hold, and that the never-list lets go to the same units for the same purposes, are one flow. */
function byConsent(served: ReadonlySet<string>): readonly Flow[] {
  const flows = new Map<string, Omit<Flow, 'id' | 'supervisors'>>();
  for (const [category, from] of HOLDERS) {
    if (!served.has(category) || category === 'CONSENT_META') continue;
    for (const [purposes, to] of receivers(category)) {
      const key = JSON.stringify([from, to, purposes]);
      const known = flows.get(key);
      flows.set(key, {
        basis: 'CONSENT', occasion: ON_REQUEST, citation: 'Art. 6 Abs. 1 Buchst. a, Art. 9 Abs. 2 Buchst. a DSGVO, § 67b Abs. 2 SGB X, § 203 StGB',
        from, to, purposes, categories: [...(known?.categories ?? []), category],
      });
    }
  }
  return [...flows.values()].map((part, index) => flow({ id: `E${index + 1}`, ...part }));
}

/** The units that may receive a category by consent, grouped by the purposes for which they may. */
function receivers(category: Category): readonly (readonly [readonly Purpose[], readonly UnitCode[]])[] {
  const groups = new Map<string, { purposes: readonly Purpose[]; to: UnitCode[] }>();
  for (const to of UNIT_CODES) {
    const purposes = EVERY_PURPOSE.filter((purpose) => !NEVER_LIST.some((rule) => rule.forbids({ to, category, purpose, basis: 'CONSENT' })));
    if (purposes.length === 0) continue;
    const key = purposes.join();
    const group = groups.get(key) ?? { purposes, to: [] };
    group.to.push(to);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ purposes, to }) => [purposes, to] as const);
}

function emergency(): Flow {
  return flow({
    id: 'N1', basis: 'EMERGENCY', citation: '§ 4 Abs. 3 KKG, § 34 StGB',
    occasion: 'Mitteilung einer Fachkraft im Einzelfall, 60 Minuten, Prüfung durch eine zweite Person / Notification by a professional in a single case, 60 minutes, reviewed by a second person',
    from: UNIT_CODES.filter((unit) => mayNotify({ unit, person: '', role: 'CASE_WORKER' })), to: UNIT_CODES.filter(mayReceive),
    categories: EMERGENCY_CATEGORIES, purposes: [],
  });
}
