import { compileRelease, type ClientRecords, type Instant, type Policy, type Purpose, type Release, type Requester } from '../core/index.js';

/** A time in which one release holds; half-open, `to` may be `Infinity`. */
export interface Stretch {
  readonly from: Instant;
  readonly to: Instant;
  readonly release: Release;
}

/** What a requester may see for a purpose from `from` to before `to`, stretch by stretch, if the records stay as they are. */
export function* stretches(records: ClientRecords, requester: Requester, purpose: Purpose, from: Instant, to: Instant, policy: Policy): Generator<Stretch> {
  for (let at = from; at < to; ) {
    const release = compileRelease(records, requester, purpose, at, policy);
    const end = Math.min(release.until, to);
    yield { from: at, to: end, release };
    at = end;
  }
}

/** A row that held from `from` to before `to`. */
export interface Run<Row> {
  readonly from: Instant;
  readonly to: Instant;
  readonly row: Row;
}

/** Joins the rows of stretches that follow each other into runs as long as can be. Rows are the same if their keys are. */
export function runs<Row>(slots: Iterable<{ readonly from: Instant; readonly to: Instant; readonly rows: ReadonlyMap<string, Row> }>): Run<Row>[] {
  const done: Run<Row>[] = [];
  let open = new Map<string, Run<Row>>();
  for (const { from, to, rows } of slots) {
    const going = new Map<string, Run<Row>>();
    for (const [key, row] of rows) going.set(key, { from: open.get(key)?.from ?? from, to, row });
    for (const [key, run] of open) if (!rows.has(key)) done.push(run);
    open = going;
  }
  return [...done, ...open.values()];
}
