import { PURPOSES, STATUTORY_FLOWS, type Arrow, type Instant, type Supervisor } from '../../consent/core/index.js';
import { csv } from './csv.js';
import { families } from './families.js';
import type { Flow } from './flows.js';
import { page, table } from './markdown.js';

/** Authorities that supervise data protection at the units. */
export const SUPERVISORS: Readonly<Record<Supervisor, string>> = { LDI_NRW: 'LDI NRW', BFDI: 'BfDI' };

/** Every flow (domain C.3-3): the closed catalogue of statutes (C.9), what consents can open, emergencies; for data-protection officers. */
export function flowCatalogue(flows: readonly Flow[]): string {
  const supervised = (id: string): string => supervisors(flows.filter((flow) => flow.id === id || flow.id.startsWith(`${id}.`)));
  return page(
    '# Gesetzliche Übermittlungen / Statutory flows',
    'Der Katalog ist abgeschlossen. Jede Übermittlung ist aus, bis die Konfiguration des Gateways sie beim Namen nennt. / ' +
      'The catalogue is closed. Every flow is off until the gateway’s configuration names it.',
    '## Über das Gateway möglich / Possible through the gateway',
    table(
      ['Nr.', 'Übermittlung / Flow', 'Rechtsgrundlage / Citation', 'Wege / Directions', 'Zwecke / Purposes', 'Gilt / Valid', 'Aufsicht / Supervision'],
      STATUTORY_FLOWS.filter(({ viaGateway }) => viaGateway).map(({ id, title, citation, arrows, purposes, from, to }) => [
        id, title, citation, arrows.map(direction).join('<br>'), purposes.map((purpose) => PURPOSES[purpose].de).join(', '), span(from, to), supervised(id),
      ]),
    ),
    '## Nur mit Schweigepflichtsentbindung / Only with a release from confidentiality',
    'Was eine Entbindung höchstens öffnen kann: nur für die Klientin oder den Klienten, die Stellen, Personen, Kategorien, Zwecke und die Zeit, die in ihr stehen, und nur ' +
      'zwischen Stellen, die mit der Person arbeiten. Anlass ist immer eine einzelne Anfrage. / ' +
      'What a release can open at most: only for the client, units, persons, categories, purposes and time that stand in it, and only between units that work with the person. ' +
      'The occasion is always a single request.',
    table(
      ['Nr.', 'Von / From', 'An / To', 'Kategorien / Categories', 'Zwecke / Purposes', 'Rechtsgrundlage / Citation', 'Aufsicht / Supervision'],
      flows.filter(({ basis }) => basis === 'CONSENT').map((flow) => [
        flow.id, families(flow.from).join(', '), families(flow.to).join(', '), flow.categories.join(', '),
        flow.purposes.length === Object.keys(PURPOSES).length ? 'jeder eingetragene / any that is stated' : flow.purposes.map((purpose) => PURPOSES[purpose].de).join(', '), flow.citation, supervisors([flow]),
      ]),
    ),
    '## Im Notfall / In an emergency',
    table(
      ['Nr.', 'Von / From', 'An / To', 'Kategorien / Categories', 'Anlass / Occasion', 'Rechtsgrundlage / Citation', 'Aufsicht / Supervision'],
      flows.filter(({ basis }) => basis === 'EMERGENCY').map((flow) => [
        flow.id, families(flow.from).join(', '), families(flow.to).join(', '), flow.categories.join(', '), flow.occasion, flow.citation, supervisors([flow]),
      ]),
    ),
    '## Nie über das Gateway / Never through the gateway',
    'Diese Übermittlungen haben eigene Kanäle. / These flows have channels of their own.',
    table(
      ['Nr.', 'Übermittlung / Flow', 'Rechtsgrundlage / Citation'],
      STATUTORY_FLOWS.filter(({ viaGateway }) => !viaGateway).map(({ id, title, citation }) => [id, title, citation]),
    ),
  );
}

/** Every flow as one row of a table. */
export const flowCatalogueCsv = (flows: readonly Flow[]): string =>
  csv(['id', 'basis', 'occasion', 'citation', 'from', 'to', 'categories', 'purposes', 'supervisors'], flows.map((flow) => [
    flow.id, flow.basis, flow.occasion, flow.citation, ...[flow.from, flow.to, flow.categories, flow.purposes, flow.supervisors].map((codes) => codes.join(' ')),
  ]));

const supervisors = (flows: readonly Flow[]): string => [...new Set(flows.flatMap((flow) => flow.supervisors))].map((one) => SUPERVISORS[one]).join(', ');

const direction = ({ from, to, categories }: Arrow): string => `${from.join(', ')} → ${to.join(', ')}: ${categories.join(', ')}`;

const span = (from: Instant, to: Instant | null): string => `${day(from)} – ${to === null ? 'unbefristet / no end' : day(to)}`;

const day = (instant: Instant): string => new Date(instant).toISOString().slice(0, 10);
