import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import { KEY_DESCRIPTION } from '../api/consent-input.js';

export const ExchangeFormatEnum = { FHIR: 'FHIR', CONSENT_RECORD: 'CONSENT_RECORD' } as const;
registerEnumType(ExchangeFormatEnum, {
  name: 'ExchangeFormat',
  description: 'Austauschformat / Format of exchange',
  valuesConfig: {
    FHIR: { description: 'FHIR R5 Consent als JSON / as JSON' },
    CONSENT_RECORD: { description: 'ISO/IEC TS 27560 als DPV JSON-LD / as DPV JSON-LD' },
  },
});

@InputType({ description: 'Eine Schweigepflichtsentbindung in einem Austauschformat / A release from confidentiality in a format of exchange' })
export class ImportConsentInput {
  @Field(() => String, { description: KEY_DESCRIPTION })
  idempotencyKey: string;

  @Field(() => ID, { description: 'Die Klientin oder der Klient, um die es geht / The client whom it is about' })
  client: string;

  @Field(() => ExchangeFormatEnum)
  format: keyof typeof ExchangeFormatEnum;

  @Field(() => String, { description: 'JSON, höchstens 64 kB / JSON, at most 64 kB' })
  content: string;
}
