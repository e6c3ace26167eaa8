import type { LogItem, LogKind } from '../../consent/audit/entry.js';
import { UNITS, type Instant, type Rechtskreis, type Release, type UnitCode } from '../../consent/core/index.js';
import { isGranted, type ClientView } from './decisions.js';
import { logItem } from './log-item.js';
import type { ProtectedField } from './response-plan.js';

/** How a protected field was met in a response: not at all, empty or withheld, or with something in it. */
export type Met = 0 | 1 | 2;

/** What the access log keeps of one client's fields, apart from who asked when. */
export interface EntryContent {
  readonly kind: Exclude<LogKind, 'ATTEMPT'>;
  readonly rechtskreise: readonly Rechtskreis[];
  readonly owners: readonly UnitCode[];
  readonly items: readonly LogItem[];
}

/** Contents kept per release and operation: what is delivered of one client seldom changes. */
const KEPT = 8;

/** What a release means for the protected fields of one operation: worked out once and kept for as long as both are. */
export class Judgement {
  readonly granted: readonly boolean[];
  #contents: readonly { readonly met: readonly Met[]; readonly content: EntryContent }[] = [];

  constructor(private readonly view: Pick<ClientView, 'release' | 'records'>, private readonly asking: UnitCode, private readonly fields: readonly ProtectedField[], private readonly at: Instant) {
    this.granted = fields.map(({ owners, requirement }) => isGranted(view.release, owners, requirement));
  }

  /** @param met by index of the field. */
  content(met: readonly Met[]): EntryContent {
    const known = this.#contents.find((one) => one.met.every((value, index) => value === met[index]));
    if (known) return known.content;
    const content = entryContent(this.asking, this.#items(met));
    this.#contents = [{ met: [...met], content }, ...this.#contents.slice(0, KEPT - 1)];
    return content;
  }

  #items(met: readonly Met[]): readonly LogItem[] {
    const items = new Map<string, LogItem>();
    this.fields.forEach((field, index) => {
      const item = met[index] === 0 ? null : logItem(this.view, field, this.at, met[index] === 2);
      if (item && !items.get(field.path)?.delivered) items.set(field.path, item);
    });
    return [...items.values()];
  }
}

export function entryContent(asking: UnitCode, items: readonly LogItem[]): EntryContent {
  const owners = [...new Set(items.flatMap((item) => item.owners))];
  const rechtskreise = [...new Set([asking, ...owners].flatMap((unit) => UNITS.get(unit)?.rechtskreis ?? []))];
  return { kind: items.some(({ granted }) => granted) ? 'RELEASE' : 'REFUSAL', rechtskreise, owners, items };
}

const judgements = new WeakMap<readonly ProtectedField[], WeakMap<Release, Judgement>>();

/** A release is of one requester, so what follows from it is, too. */
export function judgementOf({ release, records }: ClientView, asking: UnitCode, fields: readonly ProtectedField[], at: Instant): Judgement {
  let ofFields = judgements.get(fields);
  if (!ofFields) judgements.set(fields, (ofFields = new WeakMap()));
  let judgement = ofFields.get(release);
  if (!judgement) ofFields.set(release, (judgement = new Judgement({ release, records }, asking, fields, at)));
  return judgement;
}
