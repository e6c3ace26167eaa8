import { getArgumentValues } from 'graphql';
import type { LogEntry } from '../../consent/audit/entry.js';
import { explain, type Category, type DenyReason, type NeededConsent, type Purpose } from '../../consent/core/index.js';
import type { ClientView, Decisions } from './decisions.js';
import { clientsIn, forEachProtected, type Finding, type Response } from './findings.js';
import { hintOf } from './hints.js';
import { valueAt } from './json.js';
import { judgementOf, type Met } from './judgement.js';
import { logEntries, type EntryOptions } from './log-entry.js';
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

type Data = Response['data'];

/**
 * Looks through a finished response: what was released and withheld of whom, for the access log and the caller. Takes out
 * whatever stands there without a grant, which means that an earlier step has failed. Rests on decisions and on released
 * data only, never on what was withheld (promise P6).
 */
export async function report(
  analysis: Analysis, response: Response, variables: Record<string, unknown>, context: RequestContext, decisions: Decisions, options: EntryOptions,
): Promise<Report> {
  const { caller: { self } } = context;
  const { data } = response;
  const tried = lookedUp(analysis, data, variables);
  const views = await decisions.of([...new Set([...clientsIn(analysis.plan, response), ...tried])]);
  const judged = new Map(views.map((view) => [view.callerId, judge(view, analysis, decisions)]));

  const withheld: Withheld[] = [];
  forEachProtected(analysis.plan, response, (client) => judged.get(client)!, (finding, client) => {
    if (!client) return removeUndecided(finding, analysis, context);
    const { view, judgement, met, hints } = client;
    const { field, value } = finding;
    if (met[field.index] !== 2) met[field.index] = isSomething(value) ? 2 : 1;
    if (judgement.granted[field.index]) {
      const hint = self && hintOf(field, value, self);
      if (hint) hints.add(hint);
      return;
    }
    if (value !== null) remove(finding, context);
    if (field.category !== null && view.release.related) withheld.push(withheldField(finding, field.category, view, decisions));
  });
  hideUnrelated(analysis, data, variables, judged);

  const told = Array.from(judged.values(), ({ view, judgement, met, hints }) => ({ view, content: judgement.content(met), hints }));
  const entries = logEntries(told.filter(({ view, content }) => content.items.length > 0 || !view.release.related), context, options);
  return { purpose: decisions.purpose, withheld, entries };
}

/** A client of the response, and how each protected field has been met with so far. */
const judge = (view: ClientView, { protectedFields }: Analysis, { requester, at }: Decisions) =>
  ({ view, judgement: judgementOf(view, requester.unit, protectedFields, at), met: protectedFields.map((): Met => 0), hints: new Set<string>() });

const isSomething = (value: unknown): boolean => value !== null && !(Array.isArray(value) && value.length === 0);

/** The ids of lookups, whether they found a client or not. */
function lookedUp({ roots, rootType }: Analysis, data: Data, variables: Record<string, unknown>): readonly string[] {
  return roots.flatMap(({ key, lookup }) => {
    if (!lookup || valueAt(data, key) === undefined) return [];
    const { id } = getArgumentValues(rootType.getFields()[lookup.name.value]!, lookup, variables);
    return typeof id === 'string' ? [id] : [];
  });
}

/** A client who is not the caller's does not exist for them, whatever the consent subgraph has answered. */
function hideUnrelated(analysis: Analysis, data: Data, variables: Record<string, unknown>, judged: ReadonlyMap<string, { readonly view: ClientView }>): void {
  for (const root of analysis.roots) {
    const [id] = lookedUp({ ...analysis, roots: [root] }, data, variables);
    if (id !== undefined && !judged.get(id)?.view.release.related) data[root.key] = null;
  }
}

/** Outside of clients only the consent subgraph's root fields are protected, and it decides about them itself. */
function removeUndecided(finding: Finding, { roots }: Analysis, context: RequestContext): void {
  const decidedThere = finding.path.length === 1 && roots.some(({ key, ofConsent }) => ofConsent && key === finding.key);
  if (!decidedThere && finding.value !== null) remove(finding, context);
}

function remove({ object, key, path, field }: Finding, context: RequestContext): void {
  object[key] = null;
  context.report(new Error(`A value without a grant was about to leave: ${field.path}`), [...path]);
}

function withheldField({ path: here, field }: Finding, category: Category, { release, records }: ClientView, { requester, purpose, at }: Decisions): Withheld {
  const path = [...here];
  if (!release.responsible || !records) return { path, category };
  const { reason, needed } = explain(records, requester, purpose, at, field.owners, category);
  return { path, category, reason, neededConsent: needed };
}
