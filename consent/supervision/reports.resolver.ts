import { Arg, Ctx, GraphQLISODateTime, ID, Query, Resolver } from 'type-graphql';
import { Protected } from '../../subgraphs/kit/decorators.js';
import { Refusal } from '../../subgraphs/kit/errors.js';
import { problem } from '../api/caller-client.js';
import { isParty } from '../api/consent.js';
import type { ConsentProblem } from '../api/consent-input.js';
import type { ConsentApiContext } from '../api/context.js';
import { encode } from '../api/ids.js';
import type { Instant } from '../core/index.js';
import { knownBetween } from '../history/history.resolver.js';
import { accessRights, gapsIn } from '../history/rights.js';
import { supervise } from '../history/supervise.js';
import { FORM_LANGUAGES, type FormLanguage } from '../lifecycle/index.js';
import { asOfficer } from './officer.js';
import { ReportDocument, ReportFormatEnum, type ReportFormat } from './reports.types.js';
import { asCsv, asJson, asPrinted, type Report } from './reports/report.js';
import { forPaper, releaseReport } from './reports/releases.js';
import { rightsReport } from './reports/rights.js';
import { subjectAccessReport } from './reports/subject-access.js';

/** Requests that one report holds. */
const LONGEST = 5_000;

const TOO_LONG = problem('REPORT_TOO_LONG', `Mehr als ${LONGEST} Anfragen in dieser Zeit; einen kürzeren Zeitraum wählen`, `More than ${LONGEST} requests in this time; choose a shorter one`);
const LANGUAGE_UNKNOWN = problem('LANGUAGE_UNKNOWN', `language: eine von ${FORM_LANGUAGES.join(', ')}`, `language: one of ${FORM_LANGUAGES.join(', ')}`);
const FORMAT_UNFIT = problem('FORMAT_UNFIT', 'Die Auskunft gibt es als PDF und als JSON', 'The information is available as PDF and as JSON');

@Resolver()
export class ReportsResolver {
  @Protected('ACCESS_LOG')
  @Query(() => ReportDocument, {
    nullable: true,
    description: 'Alle Übermittlungen von und an die eigene Stelle in einer Zeit, für ihre Datenschutzbeauftragten / All releases from and to the own unit in a time, for its data protection officers',
  })
  async releaseReport(
    @Arg('from', () => GraphQLISODateTime, { description: 'Ab / From' }) from: Date,
    @Arg('to', () => GraphQLISODateTime, { description: 'Bis (ausschließlich) / Until (exclusive)' }) to: Date,
    @Arg('format', () => ReportFormatEnum) format: ReportFormat, @Ctx() context: ConsentApiContext,
  ): Promise<ReportDocument | null> {
    const span = spanOf(from, to);
    return asOfficer(context, 'releaseReport', async () => {
      const { caller: { requester: { unit } }, store, now } = context;
      const { items, hasMore } = await store.accessLog({ unit, first: LONGEST, before: null, ...span, filter: { kind: 'RELEASE', decision: 'GRANTED' } });
      if (hasMore) return without(TOO_LONG);
      const proofs = format === 'JSON' ? await store.supervision.proofs(items.map(({ seq }) => seq)) : undefined;
      const versionOf = await store.supervision.consentVersions(items);
      const report = releaseReport(items, { unit, ...span, created: now, own: (id) => encode(context, id), versionOf, ...(proofs && { proofs }) });
      return written(format === 'PDF' ? forPaper(report) : report, format, 'uebermittlungen', context);
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
    const { caller: { requester: { unit } }, pseudonyms, now } = context;
    return supervise(context, client, 'accessRightsReport', async (clientId) => {
      const known = await knownBetween(context, clientId, span.from, span.to);
      const report = rightsReport(accessRights(known, unit), gapsIn(known), { unit, created: now, own: (id) => encode(context, id), pseudonym: pseudonyms.person });
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
      if (format === 'CSV') return without(FORMAT_UNFIT);
      const [disclosures, emergencies, log, filed] = await Promise.all([
        store.supervision.disclosures({ client: clientId, unit, ...span }),
        store.supervision.emergencies({ client: clientId, unit, at: now }),
        store.accessLog({ unit, first: LONGEST, before: null, ...span, filter: { client: clientId, requesterUnit: unit, basis: 'OWN_DATA', kind: 'RELEASE' } }),
        store.lifecycle.filed(clientId),
      ]);
      if (log.hasMore) return without(TOO_LONG);
      const report = subjectAccessReport({
        unit, language: language as FormLanguage, ...span, created: now, disclosures, emergencies, entries: log.items,
        consents: (filed?.consents ?? []).filter((consent) => isParty(consent, unit)),
      });
      return written(report, format, 'auskunft', context);
    });
  }
}

/** @throws Refusal for a time that is none */
function spanOf(from: Date, to: Date): { readonly from: Instant; readonly to: Instant } {
  if (from < to) return { from: from.getTime(), to: to.getTime() };
  throw new Refusal('BAD_REQUEST', 'to muss nach from liegen / to must be after from');
}

const without = (...problems: readonly ConsentProblem[]): ReportDocument => ({ mediaType: null, fileName: null, content: null, problems });

async function written(report: Report, format: ReportFormat, name: string, { press }: ConsentApiContext): Promise<ReportDocument> {
  const fileName = `${name}-${new Date(report.created).toISOString().slice(0, 10)}.${format.toLowerCase()}`;
  if (format === 'CSV') return { mediaType: 'text/csv; charset=utf-8', fileName, content: asCsv(report), problems: [] };
  if (format === 'JSON') return { mediaType: 'application/json', fileName, content: asJson(report), problems: [] };
  const { pdf, problem: obstacle } = await press.print({ kind: 'report', report: asPrinted(report) });
  if (obstacle) return without(obstacle);
  return { mediaType: 'application/pdf', fileName, content: Buffer.from(pdf).toString('base64'), problems: [] };
}
