import { Field, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { Always, Shown } from '../../subgraphs/kit/decorators.js';
import { PageInfo } from '../../subgraphs/kit/paging.js';
import type { LoggedEntry } from '../audit/entry.js';
import { LogKindEnum } from '../supervision/log-filter.types.js';
import type { VersionOf } from '../supervision/consent-versions.js';
import { visibleTo } from '../supervision/visible.js';
import { shownBasis } from './ids.js';

@ObjectType({ description: 'Entscheidung über ein Feld / Decision about one field' })
export class AccessLogItem {
  @Always(() => String, 'Feldpfad / Field path')
  path: string;

  @Always(() => String, 'Kategorie / Category')
  category: string;

  @Always(() => [String], 'Stellen, deren Daten gefragt waren / Units whose data was asked for')
  owners: readonly string[];

  @Always(() => Boolean, 'Freigegeben / Released')
  granted: boolean;

  @Shown(() => Boolean, 'Ob etwas übermittelt wurde und nicht nur eine leere Angabe; leer, wenn zurückgehalten / Whether anything but an empty value left; empty if withheld')
  delivered: boolean | null;

  @Shown(() => String, 'Rechtsgrundlage / Legal basis')
  basis: string | null;

  @Shown(() => Int, 'Fassung der Entbindung, auf der die Entscheidung beruht, gezählt ab 1; die der Regeln und Übermittlungen: policyVersion / ' +
    'Version of the release that the decision rests on, from 1; that of rules and flows: policyVersion')
  basisVersion: number | null;
}

@ObjectType({ description: 'Eintrag des Zugriffsprotokolls, ohne Inhalte / Entry of the access log, without values' })
export class AccessLogEntry {
  @Field(() => GraphQLISODateTime, { description: 'Zeitpunkt / Time' })
  at: Date;

  @Always(() => LogKindEnum, 'Art / Kind')
  kind: string;

  @Always(() => ID, 'Kennung der Anfrage / Request id')
  requestId: string;

  @Shown(() => ID, 'Pseudonym der eigenen Stelle / Pseudonym of the own unit')
  clientPseudonym: string | null;

  @Shown(() => ID, 'Versuchte Kennung, nur bei eigenen Anfragen / The id that was tried, own requests only')
  attemptedId: string | null;

  @Always(() => String, 'Anfragende Stelle / Asking unit')
  requesterUnit: string;

  @Always(() => String, 'Pseudonym der anfragenden Person / Pseudonym of the asking person')
  requesterPerson: string;

  @Always(() => String, 'Rolle / Role')
  requesterRole: string;

  @Shown(() => String, 'Zweck / Purpose')
  purpose: string | null;

  @Shown(() => String, 'Anlass, nur bei eigenen Anfragen / Occasion, own requests only')
  occasion: string | null;

  @Always(() => [String], 'Berührte Rechtskreise / Rechtskreise involved')
  rechtskreise: readonly string[];

  @Always(() => [String], 'Stellen, deren Daten gefragt waren / Units whose data was asked for')
  owners: readonly string[];

  @Always(() => [AccessLogItem], 'Entscheidungen je Feld / Decisions by field')
  items: readonly AccessLogItem[];

  @Always(() => String, 'Stand der Regeln / Version of the rules')
  policyVersion: string;

  @Always(() => String, 'Stand des Schemas / Version of the schema')
  schemaVersion: string;
}

@ObjectType()
export class AccessLogEdge {
  @Always(() => AccessLogEntry, 'Eintrag / Entry')
  node: AccessLogEntry;

  @Always(() => String, 'Zeiger / Cursor')
  cursor: string;
}

@ObjectType({ description: 'Eine Seite des Zugriffsprotokolls, neueste zuerst / A page of the access log, newest first' })
export class AccessLogConnection {
  @Always(() => [AccessLogEdge], 'Einträge / Entries')
  edges: readonly AccessLogEdge[];

  @Field(() => PageInfo, { description: 'Seitenangaben / Page information' })
  pageInfo: PageInfo;

  @Always(() => Boolean, 'Ob alle Einträge durchsucht sind. Wenn nicht, warten nach einer Lastspitze noch welche auf ihren Platz im Protokoll und können hier und auf den folgenden Seiten fehlen: ' +
    'etwas später von vorn fragen / Whether all entries were looked through. If not, some still wait for their place in the log after a burst and may be missing here and on the pages that ' +
    'follow: ask again from the start a little later')
  isComplete: boolean;
}

/**
 * An entry as the DPO of `unit` may read it (F15): what `visibleTo` leaves of it. A request of others the unit knows under an
 * id of its own, as it does client and consent (`own`), so that two units cannot line up their logs (promise P7).
 */
export function shownEntry(entry: LoggedEntry, unit: string, own: (id: string) => string, versionOf: VersionOf): AccessLogEntry {
  const { asked, items, owners, rechtskreise, occasion } = visibleTo(unit, entry);
  return {
    at: new Date(entry.at), kind: entry.kind, requestId: asked ? entry.requestId : own(entry.requestId), clientPseudonym: entry.client && own(entry.client),
    attemptedId: asked ? entry.attemptedId : null,
    requesterUnit: entry.requester.unit, requesterPerson: entry.requester.person, requesterRole: entry.requester.role,
    purpose: entry.purpose, occasion, items: items.map((item) => ({ ...item, basis: shownBasis(item.basis, own), basisVersion: versionOf(item.basis, entry.at) })), owners, rechtskreise,
    policyVersion: entry.policyVersion, schemaVersion: entry.schemaVersion,
  };
}
