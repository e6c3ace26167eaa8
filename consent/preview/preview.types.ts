import { Field, GraphQLISODateTime, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Always, Shown } from '../../subgraphs/kit/decorators.js';
import { ConsentProblem } from '../api/consent-input.js';
import { BasisKindEnum, CategoryEnum, PurposeEnum, ReceivingRoleEnum } from '../api/enums.js';
import type { Basis, Role } from '../core/index.js';
import type { PartyPreview as Party, PreviewedField as Previewed } from './preview.js';

export const PreviewEffectEnum = { NEW: 'NEW', LOST: 'LOST', KEPT: 'KEPT' } as const;
registerEnumType(PreviewEffectEnum, {
  name: 'PreviewEffect',
  description: 'Wirkung einer Änderung / Effect of a change',
  valuesConfig: {
    NEW: { description: 'Wird neu sichtbar / Becomes visible' },
    LOST: { description: 'Wird nicht mehr sichtbar / Is no longer visible' },
    KEPT: { description: 'Bleibt auf der genannten Grundlage sichtbar / Stays visible on the basis named' },
  },
});

@ObjectType({ description: 'Ein Feld einer offenbarenden Stelle / One field of a releasing unit' })
export class PreviewedField {
  @Always(() => PreviewEffectEnum, 'Wirkung / Effect')
  effect: Previewed['effect'];

  @Always(() => String, 'Feld unterhalb von Client / Field below Client')
  field: string;

  @Always(() => String, 'Typ und Feld im Schema / Type and field in the schema')
  coordinate: string;

  @Always(() => String, 'Bezeichnung, deutsch / Label, German')
  labelDe: string;

  @Always(() => String, 'Bezeichnung, englisch / Label, English')
  labelEn: string;

  @Always(() => CategoryEnum, 'Kategorie / Category')
  category: string;

  @Always(() => String, 'Wessen Daten / Whose data')
  owner: string;

  @Always(() => BasisKindEnum, 'Rechtsgrundlage; bei LOST die wegfallende / Legal basis; for LOST the one that goes')
  basis: string;

  @Shown(() => ID, 'Schweigepflichtsentbindung oder gesetzliche Übermittlung; leer für die geplante / Release or statutory flow; empty for the planned one')
  basisId: string | null;

  @Always(() => [PurposeEnum], 'Für diese Zwecke / For these purposes')
  purposes: readonly string[];

  @Field(() => GraphQLISODateTime, { description: 'Ab / From' })
  from: Date;

  @Shown(() => GraphQLISODateTime, 'Bis (ausschließlich); leer: kein Ende absehbar / Until (exclusive); empty: no end in sight')
  until: Date | null;
}

@ObjectType({ description: 'Was eine Stelle oder eine benannte Person sähe / What a unit or a named person would see' })
export class PartyPreview {
  @Always(() => String, 'Empfangende Stelle / Receiving unit')
  unit: string;

  @Shown(() => ReceivingRoleEnum, 'Funktion; leer: in jeder / Function; empty: in any')
  role: Role | null;

  @Shown(() => String, 'Person; leer: alle der Stelle, die nicht einzeln genannt sind / Person; empty: everyone at the unit not listed by name')
  person: string | null;

  @Always(() => [PreviewedField], 'Felder / Fields')
  fields: readonly PreviewedField[];
}

@ObjectType({ description: 'Vorschau vor der Unterschrift oder dem Widerruf / Preview before signing or withdrawing' })
export class ConsentPreview {
  @Always(() => [ConsentProblem], 'Hindernisse; solange es welche gibt, gibt es keine Vorschau / Problems; while there are any, there is no preview')
  problems: readonly ConsentProblem[];

  @Always(() => [PartyPreview], 'Je Empfänger / By recipient')
  parties: readonly PartyPreview[];

  @Always(() => String, 'Was der Vorschau zugrunde liegt / What the preview rests on')
  assumption: string;
}

/** What the preview takes for granted, and why it can be no more exact without telling who knows the client. */
export const ASSUMPTION =
  'Angenommen ist, dass alle genannten Stellen mit der Person arbeiten; Entbindungen, an denen die eigene Stelle nicht beteiligt ist, bleiben außer Betracht. / ' +
  'All units named are taken to work with the client; releases to which the own unit is no party are left out of account.';

/** A preview as it goes out; `basisId` gives the reader's name of a basis. */
export const shownParties = (parties: readonly Party[], basisId: (basis: Basis) => string | null): PartyPreview[] =>
  parties.map(({ unit, role, person, fields }) => ({ unit, role, person, fields: fields.map((row) => shownField(row, basisId)) }));

const shownField = ({ effect, field, owner, basis, purposes, from, to }: Previewed, basisId: (basis: Basis) => string | null): PreviewedField => ({
  effect, field: field.path, coordinate: field.coordinate, labelDe: field.de, labelEn: field.en, category: field.categories.at(-1)!, owner,
  basis: basis.kind, basisId: basisId(basis), purposes,
  from: new Date(from), until: Number.isFinite(to) ? new Date(to) : null,
});
