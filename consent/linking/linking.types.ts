import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Always, Open, Shown } from '../../subgraphs/kit/decorators.js';
import { CODE_DAYS } from './rules.js';
import { ConsentProblem } from '../api/consent-input.js';

@InputType({ description: 'Ein Verknüpfungscode für eine Klientin und eine Stelle / A linking code for one client and one unit' })
export class CreateLinkingCodeInput {
  @Field(() => String, { description: 'Frei gewählt; dieselbe Anfrage noch einmal ändert nichts / Chosen freely; repeating the request changes nothing' })
  idempotencyKey: string;

  @Field(() => ID)
  client: string;

  @Field(() => String, { description: 'Die Stelle, die ihn einlösen darf; auf dem Formular genannt / The unit that may redeem it; named on the form' })
  unit: string;

  @Field(() => Int, { defaultValue: CODE_DAYS.usual, description: `Einlösbar so viele Tage, ${CODE_DAYS.least} bis ${CODE_DAYS.most} / Redeemable for so many days` })
  validDays: number;
}

const OWN_ACT = "the caller's own act";

@Open(OWN_ACT)
@ObjectType({ description: 'Ein angelegter oder widerrufener Verknüpfungscode / A linking code created or revoked' })
export class LinkingCodeReceipt {
  @Field(() => ID, { nullable: true, description: 'Kennung, zum Widerrufen / Id, for revoking' })
  id: string | null;

  @Shown(() => String, 'Der Code, nur dieses eine Mal / The code, this one time only')
  code: string | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Einlösbar bis (ausschließlich) / Redeemable until (exclusive)' })
  expiresAt: Date | null;

  @Always(() => [ConsentProblem], 'Hindernisse; leer, wenn geschehen / Problems; empty if done')
  problems: readonly ConsentProblem[];
}

@Open(OWN_ACT)
@ObjectType({ description: 'Ergebnis des Einlösens / Result of redeeming' })
export class LinkingReceipt {
  @Field(() => ID, { nullable: true, description: 'Pseudonym der Klientin oder des Klienten für die eigene Stelle / Pseudonym of the client for the own unit' })
  client: string | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Erst ab dann wieder; gleich welcher Code / Not before then, whatever the code' })
  retryAt: Date | null;

  @Always(() => [ConsentProblem], 'Hindernisse; leer, wenn geschehen / Problems; empty if done')
  problems: readonly ConsentProblem[];
}
