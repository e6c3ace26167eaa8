import { Field, GraphQLISODateTime, ID, ObjectType } from 'type-graphql';
import { Always, Open, Shown } from '../../subgraphs/kit/decorators.js';
import { textEnum } from '../../subgraphs/kit/enums.js';
import { ConsentProblem } from '../api/consent-input.js';

export const ResolutionStateEnum = textEnum('PersonResolutionState', 'Stand einer Auflösung / State of a resolution',
  ['REQUESTED', 'APPROVED', 'READ', 'ENDED']);

@ObjectType({ description: 'Auflösung eines Pseudonyms im Vier-Augen-Prinzip / Resolution of a pseudonym under four eyes' })
export class PersonResolution {
  @Always(() => ID, 'Kennung / Id')
  id: string;

  @Always(() => ID, 'Pseudonym')
  pseudonym: string;

  @Always(() => String, 'Anlass / Cause')
  cause: string;

  @Always(() => ResolutionStateEnum, 'Stand / State')
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
export class PersonResolutionReceipt {
  @Shown(() => ID, 'Kennung der Auflösung / Id of the resolution')
  id: string | null;

  @Shown(() => String, 'Kennung der Person beim Anmeldedienst; einmal zu lesen, unter demselben Schlüssel zehn Minuten lang noch einmal / The person’s id at the identity provider; to be read once, and under the same key again for ten minutes')
  person: string | null;

  @Always(() => [ConsentProblem], 'Hindernisse; leer, wenn getan / Problems; empty if done')
  problems: readonly ConsentProblem[];
}
