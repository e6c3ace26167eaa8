import { PURPOSES, STATUTORY_FLOWS, type Arrow, type Instant } from '../../consent/core/index.js';
import { page, table } from './markdown.js';

/** The closed catalogue of statutory flows (domain C.9), for data-protection officers. */
export function flowCatalogue(): string {
  return page(
    '# Gesetzliche Übermittlungen / Statutory flows',
    'Der Katalog ist abgeschlossen. Jede Übermittlung ist aus, bis die Konfiguration des Gateways sie beim Namen nennt. / ' +
      'The catalogue is closed. Every flow is off until the gateway’s configuration names it.',
    '## Über das Gateway möglich / Possible through the gateway',
    table(
      ['Nr.', 'Übermittlung / Flow', 'Rechtsgrundlage / Citation', 'Wege / Directions', 'Zwecke / Purposes', 'Gilt / Valid'],
      STATUTORY_FLOWS.filter(({ viaGateway }) => viaGateway).map(({ id, title, citation, arrows, purposes, from, to }) => [
        id, title, citation, arrows.map(direction).join('<br>'), purposes.map((purpose) => PURPOSES[purpose].de).join(', '), span(from, to),
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

const direction = ({ from, to, categories }: Arrow): string => `${from.join(', ')} → ${to.join(', ')}: ${categories.join(', ')}`;

const span = (from: Instant, to: Instant | null): string => `${day(from)} – ${to === null ? 'unbefristet / no end' : day(to)}`;

const day = (instant: Instant): string => new Date(instant).toISOString().slice(0, 10);
