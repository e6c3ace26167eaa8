import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Always, Shown } from '../../subgraphs/kit/decorators.js';
import { ConsentProblem } from '../api/consent-input.js';
import { SignatoryCapacityEnum } from '../api/enums.js';
import type { SignatoryCapacity } from '../lifecycle/index.js';

export const PaperKindEnum = { FORM: 'FORM', COPY: 'COPY', WITHDRAWAL: 'WITHDRAWAL' } as const;
registerEnumType(PaperKindEnum, {
  name: 'PaperKind',
  description: 'Art eines Papiers / Kind of paper',
  valuesConfig: {
    FORM: { description: 'Formular, solange niemand unterschrieben hat / The form, while nobody has signed' },
    COPY: { description: 'Kopie der erteilten Entbindung für die Klientin oder den Klienten / The client’s copy of the given release' },
    WITHDRAWAL: { description: 'Blatt zum Widerruf einer erteilten Entbindung / Sheet for withdrawing a given release' },
  },
});

@InputType()
export class PersonNameInput {
  @Field(() => String, { description: 'Kennung der Person, wie in der Entbindung / Id of the person, as in the release' })
  person: string;

  @Field(() => String)
  name: string;
}

@InputType()
export class SignatoryNameInput {
  @Field(() => SignatoryCapacityEnum)
  capacity: SignatoryCapacity;

  @Field(() => String)
  name: string;
}

@InputType({
  description: 'Was auf dem Papier steht und hier niemand kennt; es wird gedruckt, nicht gespeichert und nicht protokolliert / What the paper shows and nobody here knows; it is printed, neither stored nor logged',
})
export class PaperDisplayInput {
  @Field(() => String)
  clientName: string;

  @Field(() => String, { nullable: true, description: 'Wie es gedruckt werden soll / As it is to be printed' })
  clientBirthDate?: string | null;

  @Field(() => String, { description: 'Stelle, die die Erklärung verwahrt und den Widerruf annimmt: Name, Anschrift, Telefon / Office that keeps the declaration and takes a withdrawal: name, address, telephone' })
  contact: string;

  @Field(() => String, { description: 'Ihre oder ihr Datenschutzbeauftragter: Name, Anschrift / Its data protection officer: name, address' })
  dataProtectionOfficer: string;

  @Field(() => String, { nullable: true, description: 'Aktenzeichen / File reference' })
  fileReference?: string | null;

  @Field(() => [PersonNameInput], { defaultValue: [], description: 'Namen aller Personen, die die Entbindung nennt / Names of all persons whom the release names' })
  personNames: PersonNameInput[];

  @Field(() => [SignatoryNameInput], { defaultValue: [], description: 'Wer neben der Klientin oder dem Klienten unterschreibt / Who signs besides the client' })
  signatoryNames: SignatoryNameInput[];

  @Field(() => String, { nullable: true, description: 'Verknüpfungscode (Mutation createLinkingCode) / Linking code' })
  linkingCode?: string | null;
}

@InputType({ description: 'Ein Papier zu einer erfassten Entbindung / A paper for a release that is filed' })
export class ConsentPaperRequest {
  @Field(() => ID)
  client: string;

  @Field(() => ID)
  consent: string;

  @Field(() => PaperKindEnum)
  kind: keyof typeof PaperKindEnum;

  @Field(() => String, { description: 'Sprache: de, en, ar, uk, tr, fa, fr, ru, de-simple / Language' })
  language: string;

  @Field(() => PaperDisplayInput)
  display: PaperDisplayInput;
}

@ObjectType({ description: 'Ein gedrucktes Papier, oder alles, was ihm entgegensteht / A printed paper, or all that stands against it' })
export class ConsentPaper {
  @Shown(() => String, 'Immer application/pdf / Always application/pdf')
  mediaType: string | null;

  @Shown(() => String, 'Vorschlag ohne Namen / A suggestion without names')
  fileName: string | null;

  @Shown(() => String, 'Sprache / Language')
  language: string | null;

  @Shown(() => String, 'Das PDF in Base64 / The PDF in base64')
  pdf: string | null;

  @Shown(() => String, 'In der Sprache des Papiers: die Übersetzung ist noch zu prüfen; leer bei deutschen / In its language: the translation is still to be reviewed; empty for German')
  reviewNote: string | null;

  @Always(() => [ConsentProblem], 'Hindernisse; leer, wenn gedruckt / Problems; empty if printed')
  problems: readonly ConsentProblem[];
}
