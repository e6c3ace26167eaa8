import { Arg, Ctx, GraphQLISODateTime, ID, Int, Query, Resolver } from 'type-graphql';
import { Protected } from '../../subgraphs/kit/decorators.js';
import { Refusal } from '../../subgraphs/kit/errors.js';
import { problem } from '../api/caller-client.js';
import type { ConsentProblem } from '../api/consent-input.js';
import type { ConsentApiContext } from '../api/context.js';
import { decode, encode, positionId, positionOf } from '../api/ids.js';
import type { LoggedEntry } from '../audit/entry.js';
import type { Instant } from '../core/index.js';
import { knownBetween } from '../history/history.resolver.js';
import { accessRights, gapsIn } from '../history/rights.js';
import { supervise } from '../history/supervise.js';
import { isParty, FORM_LANGUAGES, type FormLanguage } from '../lifecycle/index.js';
import type { LogFilter } from './facets.js';
import { asOfficer } from './officer.js';
import { ReportDocument, ReportFormatEnum, type ReportFormat } from './reports.types.js';
import { allOf, pageOf } from './reports/entries.js';
import { asCsv, asJson, asPrinted, proven, type Proven, type Report } from './reports/report.js';
import { forPaper, releaseReport, releasesIn } from './reports/releases.js';
import { restsOn, rightsReport } from './reports/rights.js';
import { subjectAccessReport, toldOf } from './reports/subject-access.js';

/** Requests that one part of a report holds at most. */
const LONGEST = 5_000;

/** What hands data on, as it is found by the unit that asked and by the one that was asked; of a place its provider sees only that it was ordered. */
const HANDING_ON: readonly LogFilter[] = [{ kind: 'RELEASE', decision: 'GRANTED' }, { kind: 'EMERGENCY', decision: 'GRANTED' }, { kind: 'ACT' }];

const STILL_WAITING = problem('LOG_WAITING',
  'Nach einem Ansturm warten noch Einträge darauf, durchsucht werden zu können; in einigen Minuten noch einmal erstellen',
  'After a burst entries still wait to be searched; make the report again in some minutes');
const LANGUAGE_UNKNOWN = problem('LANGUAGE_UNKNOWN', `language: eine von ${FORM_LANGUAGES.join(', ')}`, `language: one of ${FORM_LANGUAGES.join(', ')}`);

@Resolver()
export class ReportsResolver {
  @Protected('ACCESS_LOG')
  @Query(() => ReportDocument, {
    nullable: true,
    description: 'Alle Übermittlungen von und an die eigene Stelle in einer Zeit, neueste zuerst, für ihre Datenschutzbeauftragten; lange Zeiten in Teilen: weiter mit after, bis next leer ist / ' +
      'All releases from and to the own unit in a time, newest first, for its data protection officers; long times in parts: go on with after until next is empty',
  })
  async releaseReport(
    @Arg('from', () => GraphQLISODateTime, { description: 'Ab / From' }) from: Date,
    @Arg('to', () => GraphQLISODateTime, { description: 'Bis (ausschließlich) / Until (exclusive)' }) to: Date,
    @Arg('format', () => ReportFormatEnum) format: ReportFormat,
    @Arg('partSize', () => Int, { defaultValue: LONGEST, description: 'Anfragen je Teil / Requests of a part' }) size: number,
    @Arg('after', () => String, { nullable: true, description: 'next des vorigen Teils / next of the part before' }) after: string | null | undefined,
    @Ctx() context: ConsentApiContext,
  ): Promise<ReportDocument | null> {
    const span = spanOf(from, to);
    checkPartSize(size);
    return asOfficer(context, 'releaseReport', async () => {
      const { caller: { requester: { unit } }, store, now } = context;
      const { items, hasMore, isComplete } = await pageOf(store, { unit, first: size, before: positionOf(decode(context, after)), ...span }, HANDING_ON);
      if (!isComplete) return without(STILL_WAITING);
      const versionOf = await store.supervision.consentVersions(items);
      const told = releasesIn(items, { unit, own: (id) => encode(context, id), versionOf });
      const asked = told.flatMap(({ entry }) => (entry.requester.unit === unit ? [entry] : []));
      const last = hasMore ? items.at(-1)! : null;
      const report = releaseReport(told, { unit, ...span, created: now, cutAt: last?.at ?? null, logSince: await store.supervision.logSince(), ...(await proofsOf(asked, format, context)) });
      const next = last && encode(context, positionId(last.seq));
      const name = next === null && !after ? 'uebermittlungen' : `uebermittlungen-teil-ab-${fileTime(last?.at ?? span.from)}`;
      return { ...(await written(format === 'PDF' ? forPaper(report) : report, format, name, context)), next };
    });
  }

  @Protected('ACCESS_LOG')
  @Query(() => ReportDocument, { nullable: true, description: 'accessRights als Datei / accessRights as a file' })
  async accessRightsReport(
    @Arg('client', () => ID) client: string,
    @Arg('from', () => GraphQLISODateTime, { description: 'Ab / From' }) from: Date,
    @Arg('to', () => GraphQLISODateTime, { description: 'Bis (ausschließlich) / Until (exclusive)' }) to: Date,
    @Arg('format', () => ReportFormatEnum) format: ReportFormat, @Ctx() context: ConsentApiContext,
  ): Promise<ReportDocument | null> {
    const span = spanOf(from, to);
    const { caller: { requester: { unit } }, pseudonyms, store, now } = context;
    return supervise(context, client, 'accessRightsReport', async (clientId) => {
      const known = await knownBetween(context, clientId, span.from, span.to);
      const rights = accessRights(known, unit);
      const changes = await allOf(store, { unit, from: null, to: null }, WHAT_RIGHTS_REST_ON.map((kind) => ({ kind, client: clientId, requesterUnit: unit })));
      const proofs = await proofsOf(changes.items.filter(restsOn(rights)), format, context);
      const report = rightsReport(rights, gapsIn(known), { unit, created: now, own: (id) => encode(context, id), pseudonym: pseudonyms.person, ...proofs });
      return written(report, format, 'zugriffsrechte', context);
    });
  }

  @Protected('ACCESS_LOG')
  @Query(() => ReportDocument, {
    nullable: true,
    description: 'Auskunft nach Art. 15 DSGVO in der Sprache der Klientin oder des Klienten: was von und an die eigene Stelle ging; für Datenschutzbeauftragte und die fallführende Person / ' +
      'Information under Art. 15 GDPR in the client’s language: what went from and to the own unit; for data protection officers and the case manager in charge',
  })
  async subjectAccessReport(
    @Arg('client', () => ID) client: string,
    @Arg('language', () => String, { description: 'de, en, ar, uk, tr, fa, fr, ru, de-simple' }) language: string,
    @Arg('from', () => GraphQLISODateTime, { description: 'Ab / From' }) from: Date,
    @Arg('to', () => GraphQLISODateTime, { description: 'Bis (ausschließlich) / Until (exclusive)' }) to: Date,
    @Arg('format', () => ReportFormatEnum) format: ReportFormat, @Ctx() context: ConsentApiContext,
  ): Promise<ReportDocument | null> {
    const span = spanOf(from, to);
    const { caller: { requester: { unit } }, store, now } = context;
    return supervise(context, client, 'subjectAccessReport', async (clientId) => {
      if (!FORM_LANGUAGES.some((known) => known === language)) return without(LANGUAGE_UNKNOWN);
      const [disclosures, emergencies, log, filed] = await Promise.all([
        store.supervision.disclosures({ client: clientId, unit, ...span }),
        store.supervision.emergencies({ client: clientId, unit, at: now }),
        allOf(store, { unit, ...span }, WHAT_THE_UNIT_READ.map((kind) => ({ kind, client: clientId, requesterUnit: unit, decision: 'GRANTED' }))),
        store.lifecycle.filed(clientId),
      ]);
      if (!log.isComplete) return without(STILL_WAITING);
      const report = subjectAccessReport({
        unit, language: language as FormLanguage, ...span, created: now, disclosures, emergencies, entries: log.items,
        ...(await proofsOf(toldOf({ entries: log.items, emergencies }), format, context)),
        consents: (filed?.consents ?? []).filter((consent) => isParty(consent, unit)),
      });
      return written(report, format, 'auskunft', context);
    });
  }
}

/** A consent is given or withdrawn, an emergency reported. */
const WHAT_RIGHTS_REST_ON = ['CONSENT', 'EMERGENCY'] as const;
const WHAT_THE_UNIT_READ = ['RELEASE', 'EMERGENCY'] as const;

/** Proofs are for machines: only JSON has them. */
const proofsOf = async (entries: readonly LoggedEntry[], format: ReportFormat, { store }: ConsentApiContext): Promise<{ readonly proofs?: Proven }> =>
  format === 'JSON' ? { proofs: proven(entries, await store.supervision.proofs(entries.map(({ seq }) => seq))) } : {};

/** @throws Refusal outside 1–5,000 */
function checkPartSize(size: number): void {
  if (size >= 1 && size <= LONGEST) return;
  throw new Refusal('BAD_REQUEST', `partSize liegt zwischen 1 und ${LONGEST} / partSize is between 1 and ${LONGEST}`);
}

const fileTime = (at: Instant): string => new Date(at).toISOString().slice(0, 19).replaceAll(':', '');

/** @throws Refusal for a time that is none */
function spanOf(from: Date, to: Date): { readonly from: Instant; readonly to: Instant } {
  if (from < to) return { from: from.getTime(), to: to.getTime() };
  throw new Refusal('BAD_REQUEST', 'to muss nach from liegen / to must be after from');
}

const without = (...problems: readonly ConsentProblem[]): ReportDocument => ({ mediaType: null, fileName: null, content: null, next: null, problems });

async function written(report: Report, format: ReportFormat, name: string, { press }: ConsentApiContext): Promise<ReportDocument> {
  const fileName = `${name}-${new Date(report.created).toISOString().slice(0, 10)}.${format.toLowerCase()}`;
  if (format === 'CSV') return { mediaType: 'text/csv; charset=utf-8', fileName, content: asCsv(report), next: null, problems: [] };
  if (format === 'JSON') return { mediaType: 'application/json', fileName, content: asJson(report), next: null, problems: [] };
  const { pdf, problem: obstacle } = await press.print({ kind: 'report', report: asPrinted(report) });
  if (obstacle) return without(obstacle);
  return { mediaType: 'application/pdf', fileName, content: Buffer.from(pdf).toString('base64'), next: null, problems: [] };
}
