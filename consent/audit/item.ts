import type { Category, UnitCode } from '../core/index.js';

/** One decision: which field of which category, whose data, and on what basis it left (`null`: withheld). Never a value. */
export interface LogItem {
  /** Field names joined by dots, as in the schema; no aliases, no arguments. */
  readonly path: string;
  readonly category: Category;
  readonly owners: readonly UnitCode[];
  readonly granted: boolean;
  /** Of what was granted: whether anything left but `null` or an empty list; an act that hands nothing on has delivered nothing. `null`: withheld. */
  readonly delivered: boolean | null;
  /** `<kind>` or `<kind>:<id>`, such as `CONSENT:<uuid>`. */
  readonly basis: string | null;
}
