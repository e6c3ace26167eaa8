import { ID, ObjectType } from 'type-graphql';
import { Always } from '../../subgraphs/kit/decorators.js';
import type { Addressee } from './addressee.js';
import type { ExchangedConsent } from './exchanged-consent.js';

@ObjectType({ description: 'Was einem Austausch entgegensteht / What stands against an exchange' })
export class ExportProblem {
  @Always(() => String, 'Unveränderliche Kennung / Stable code')
  code: string;

  @Always(() => String, 'Stelle in der Entbindung / Place in the release')
  path: string;

  @Always(() => String, 'Was falsch ist / What is wrong')
  message: string;
}

@ObjectType({ description: 'Eine Schweigepflichtsentbindung in den Austauschformaten / A release from confidentiality in the formats of exchange' })
export class ConsentExport {
  @Always(() => ID, 'Kennung / Id')
  consent: string;

  @Always(() => [ExportProblem], 'Warum sie nicht ausgetauscht werden kann; sonst leer / Why it cannot be exchanged; empty otherwise')
  problems: readonly ExportProblem[];

  /** What the formats are written from. */
  known: ExchangedConsent;
  addressee: Addressee;
}
