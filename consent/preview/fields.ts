import type { Category, UnitCode } from '../core/index.js';

/** A protected field below `Client` in the supergraph, with what it takes to see it. The gateway reads them from its schema. */
export interface ReleasableField {
  /** Names from `Client` on, joined by dots, such as `statusView.workAccess`. */
  readonly path: string;
  /** `Type.field` in the supergraph. */
  readonly coordinate: string;
  /** Every category that one owner must grant: the field's own, last, and those of the fields above it. */
  readonly categories: readonly [Category, ...Category[]];
  /** Units that may own what the field holds. */
  readonly owners: readonly UnitCode[];
  readonly de: string;
  readonly en: string;
}
