import { GraphQLError } from 'graphql';

/** Codes that clients can rely on. */
export type RefusalCode =
  | 'BAD_REQUEST' | 'UNAUTHENTICATED' | 'FORBIDDEN' | 'PURPOSE_UNKNOWN' | 'OCCASION_INVALID' | 'IDENTITY_UNAVAILABLE'
  | 'CSRF_REFUSED' | 'BATCHING_REFUSED' | 'METHOD_NOT_ALLOWED' | 'NOT_FOUND' | 'UNSUPPORTED_MEDIA_TYPE' | 'NOT_ACCEPTABLE'
  | 'BODY_TOO_LARGE' | 'RATE_LIMITED' | 'STEP_UP_REQUIRED' | 'OPERATION_NOT_REGISTERED' | 'PURPOSE_NOT_REGISTERED' | 'PERSISTED_QUERY_NOT_FOUND' | 'PROBING' | 'OVERLOADED' | 'TIMEOUT' | 'SHUTTING_DOWN' | 'INTERNAL';

interface Text {
  readonly de: string;
  readonly en: string;
}

/** A request that is answered without being executed: the HTTP status and headers beside the GraphQL error. */
export class Refusal extends GraphQLError {
  override readonly name = 'Refusal';
  constructor(
    readonly status: number,
    readonly code: RefusalCode,
    text: Text,
    readonly headers: Readonly<Record<string, string>> = {},
    details: Readonly<Record<string, unknown>> = {},
  ) {
    super(text.de === text.en ? text.de : `${text.de} / ${text.en}`, { extensions: { code, ...details } });
  }
}
