import { Field, GraphQLISODateTime, ID, ObjectType } from 'type-graphql';
import { Always, Open, Shown } from '../../subgraphs/kit/decorators.js';
import { textEnum } from '../../subgraphs/kit/enums.js';
import { ConsentProblem } from '../api/consent-input.js';

export const ErasureStateEnum = textEnum('ErasureState', 'Stand einer Löschung aus dem Protokoll / State of an erasure from the log', ['REQUESTED', 'APPROVED', 'DONE', 'ENDED']);

@ObjectType({ description: 'Löschung einer Person aus dem Protokoll (Art. 17 DSGVO) im Vier-Augen-Prinzip / Erasure of a client from the log (Art. 17 GDPR) under four eyes' })
export class ErasureRequest {
  @Always(() => ID, 'Kennung / Id')
  id: string;

  @Shown(() => ID, 'Pseudonym der eigenen Stelle; leer, wenn gelöscht / Pseudonym of the own unit; empty once erased')
  clientPseudonym: string | null;

  @Always(() => String, 'Grund / Reason')
  reason: string;

  @Always(() => ErasureStateEnum, 'Stand / State')
  state: string;

  @Always(() => ID, 'Wer sie verlangt hat (Pseudonym) / Who asked (pseudonym)')
  requestedBy: string;

  @Field(() => GraphQLISODateTime, { description: 'Verlangt am / Asked on' })
  requestedAt: Date;

  @Shown(() => ID, 'Wer zugestimmt hat (Pseudonym) / Who approved (pseudonym)')
  approvedBy: string | null;

  @Field(() => GraphQLISODateTime, { description: 'Danach endet sie von selbst / After this it ends by itself' })
  endsAt: Date;
}

@Open("the caller's own act under four eyes; tells nothing of a client")
@ObjectType({ description: 'Ergebnis eines Schritts, oder alles, was ihm entgegensteht / Result of a step, or all that stands against it' })
export class ErasureReceipt {
  @Shown(() => ID, 'Kennung der Löschung / Id of the erasure')
  id: string | null;

  @Always(() => [ConsentProblem], 'Hindernisse; leer, wenn getan / Problems; empty if done')
  problems: readonly ConsentProblem[];
}
