import type { LogEntry, LogItem } from '../audit/entry.js';
import { UNITS, type Rechtskreis, type UnitCode } from '../core/index.js';

/** What the data protection officer of one unit may read of an entry. */
export interface Visible {
  /** Whether the unit itself asked; otherwise its data was asked for. */
  readonly asked: boolean;
  readonly items: readonly LogItem[];
  readonly owners: readonly UnitCode[];
  readonly rechtskreise: readonly Rechtskreis[];
  /** What the unit itself wrote. */
  readonly occasion: string | null;
}

/** The units whose officers may read an entry (F15): who asked, and whose data was asked for. */
export const readersOf = ({ requester, owners }: LogEntry): readonly UnitCode[] => [...new Set([requester.unit, ...owners])];

/**
 * Where the unit itself asked: every field, but of what was withheld not who would have had it, which would tell where else
 * the client is known. Where it was asked: only what concerns its own data, not what the same request asked of others, and not the
 * occasion: under one case reference units could join what they hold of a client (promise P7).
 */
export function visibleTo(unit: UnitCode, entry: LogEntry): Visible {
  const asked = entry.requester.unit === unit;
  const items = asked
    ? entry.items.map((item) => (item.granted ? item : { ...item, owners: [] }))
    : entry.items.filter(({ owners }) => owners.includes(unit)).map((item) => ({ ...item, owners: [unit] }));
  const owners = asked ? [...new Set(items.flatMap((item) => item.owners))] : [unit];
  const spheres = [entry.requester.unit, ...owners].flatMap((code) => UNITS.get(code)?.rechtskreis ?? []);
  return { asked, items, owners, occasion: asked ? entry.occasion : null, rechtskreise: asked ? entry.rechtskreise.filter((one) => spheres.includes(one)) : [...new Set(spheres)] };
}
