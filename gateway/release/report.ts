import { getArgumentValues, type ExecutionResult } from 'graphql';
import type { LogEntry, LogItem } from '../../consent/audit/entry.js';
import { explain, type Category, type DenyReason, type NeededConsent, type Purpose } from '../../consent/core/index.js';
import { isGranted, type ClientView, type Decisions } from './decisions.js';
import { findProtected, pathTo, type Finding } from './findings.js';
import { hintOf } from './hints.js';
import { valueAt } from './json.js';
import { logEntry, logItem, type EntryOptions } from './log-entry.js';
import type { Analysis } from './operation.js';
import type { RequestContext } from './request-context.js';

/** A field that was asked for and withheld; reasons only for the person who leads the client's case. */
export interface Withheld {
  readonly path: readonly (string | number)[];
  readonly category: Category;
  readonly reason?: DenyReason;
  readonly neededConsent?: NeededConsent | null;
}

export interface Report {
  readonly purpose: Purpose;
  readonly withheld: readonly Withheld[];
  readonly entries: readonly LogEntry[];
}

type Data = NonNullable<ExecutionResult['data']>;

/**
 * Looks through a finished response: what was released and withheld of whom, for the access log and the caller. Takes out
 * whatever stands there without a grant, which means that an earlier step has failed. Rests on decisions and on released
 * data only, never on what was withheld (promise P6).
 */
export async function report(
  analysis: Analysis, data: Data, variables: Record<string, unknown>, context: RequestContext, decisions: Decisions, options: EntryOptions,
): Promise<Report> {
  const { caller: { self } } = context;
  const { clients, fields } = findProtected(analysis.plan, data);
  const tried = lookedUp(analysis, data, variables);
  const views = new Map((await decisions.of([...clients, ...tried])).map((view) => [view.callerId, view]));
  hideUnrelated(analysis, data, variables, views);

  const items = new Map<string, Map<string, LogItem>>([...views.keys()].map((id) => [id, new Map()]));
  const hints = new Map<string, Set<string>>();
  const withheld: Withheld[] = [];
  for (const finding of fields) {
    const view = finding.client === null ? undefined : views.get(finding.client);
    if (!view) {
      removeUndecided(finding, analysis, context);
      continue;
    }
    const { field } = finding;
    const item = logItem(view, field, decisions.at, finding.object[finding.key]);
    const ofClient = items.get(view.callerId)!;
    if (item && !ofClient.get(field.path)?.delivered) ofClient.set(field.path, item);
    if (isGranted(view.release, field.owners, field.requirement)) {
      const hint = self && hintOf(field, finding.object[finding.key], self);
      if (hint) hints.set(view.callerId, (hints.get(view.callerId) ?? new Set()).add(hint));
      continue;
    }
    if (finding.object[finding.key] !== null) remove(finding, context);
    if (field.category !== null && view.release.related) withheld.push(withheldField(finding, field.category, view, decisions));
  }
  const entries = [...views.values()].flatMap((view) => {
    const ofClient = [...items.get(view.callerId)!.values()];
    return ofClient.length > 0 || !view.release.related ? [{ ...logEntry(view, ofClient, context, options), hints: [...context.hints, ...(hints.get(view.callerId) ?? [])] }] : [];
  });
  return { purpose: decisions.purpose, withheld, entries };
}

/** The ids of lookups, whether they found a client or not. */
function lookedUp({ roots, rootType }: Analysis, data: Data, variables: Record<string, unknown>): readonly string[] {
  return roots.flatMap(({ key, lookup }) => {
    if (!lookup || valueAt(data, key) === undefined) return [];
    const { id } = getArgumentValues(rootType.getFields()[lookup.name.value]!, lookup, variables);
    return typeof id === 'string' ? [id] : [];
  });
}

/** A client who is not the caller's does not exist for them, whatever the consent subgraph has answered. */
function hideUnrelated(analysis: Analysis, data: Data, variables: Record<string, unknown>, views: ReadonlyMap<string, ClientView>): void {
  for (const root of analysis.roots) {
    const [id] = lookedUp({ ...analysis, roots: [root] }, data, variables);
    if (id !== undefined && !views.get(id)?.release.related) data[root.key] = null;
  }
}

/** Outside of clients only the consent subgraph's root fields are protected, and it decides about them itself. */
function removeUndecided(finding: Finding, { roots }: Analysis, context: RequestContext): void {
  const decidedThere = finding.step.parent === null && roots.some(({ key, ofConsent }) => ofConsent && key === finding.key);
  if (!decidedThere && finding.object[finding.key] !== null) remove(finding, context);
}

function remove({ object, key, step, field }: Finding, context: RequestContext): void {
  object[key] = null;
  context.report(new Error(`A value without a grant was about to leave: ${field.path}`), pathTo(step));
}

function withheldField({ step, field }: Finding, category: Category, { release, records }: ClientView, { requester, purpose, at }: Decisions): Withheld {
  const path = pathTo(step);
  if (!release.responsible || !records) return { path, category };
  const { reason, needed } = explain(records, requester, purpose, at, field.owners, category);
  return { path, category, reason, neededConsent: needed };
}
