/** One thing that stands against exporting or importing a consent. */
export interface ExchangeProblem {
  readonly code: ProblemCode;
  /** Where, such as `provision[0].purpose`; empty for the whole. */
  readonly path: string;
  /** What is wrong and what to do: German / English. */
  readonly message: string;
}

export type ProblemCode =
  // The form of what came in
  | 'RESOURCE_TYPE' | 'VERSION_UNKNOWN' | 'MISSING' | 'UNKNOWN_ELEMENT' | 'UNKNOWN_CODE' | 'WRONG_VALUE' | 'NOT_REPRESENTABLE'
  // The consent itself, in both directions
  | 'RECORD_BROKEN' | 'PURPOSE_MISSING' | 'CATEGORY_MISSING' | 'RELEASING_UNIT_MISSING' | 'RECEIVER_MISSING' | 'PERSONS_MISSING'
  | 'NOT_TICKED' | 'TICKED_NOT_RELEASED' | 'FORM_INSUFFICIENT' | 'PERIOD_INVALID' | 'CLIENT_UNKNOWN';

/** All or nothing: a value, or every problem at once. */
export type Exchanged<Value> =
  | { readonly value: Value; readonly problems: readonly [] }
  | { readonly value: null; readonly problems: readonly ExchangeProblem[] };

export const done = <Value>(value: Value): Exchanged<Value> => ({ value, problems: [] });
export const refused = (problems: readonly ExchangeProblem[]): Exchanged<never> => ({ value: null, problems });
export const problem = (code: ProblemCode, path: string, de: string, en: string): ExchangeProblem => ({ code, path, message: `${de} / ${en}` });
