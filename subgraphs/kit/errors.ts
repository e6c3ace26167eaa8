import { GraphQLError } from 'graphql';

/** What a subgraph tells its caller; everything else is masked. Codes are stable. */
export type RefusalCode =
  | 'TICKET_REFUSED' | 'ACT_REFUSED' | 'BAD_REQUEST' | 'TOO_MANY_ENTITIES' | 'BATCHING_REFUSED' | 'BODY_TOO_LARGE' | 'QUERY_INVALID';

/** A refusal meant for the caller's eyes: German first, then English. */
export class Refusal extends GraphQLError {
  constructor(
    readonly code: RefusalCode,
    message: string,
    details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message, { extensions: { code, ...details } });
  }
}
