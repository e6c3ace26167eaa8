/** `PROBLEM` stands against giving; `WARNING` is to be weighed and can be given over. */
export type Severity = 'PROBLEM' | 'WARNING';

/** One thing that is missing or wrong on a paper, told before anyone signs. */
export interface Problem {
  /** Never changes. */
  readonly code: string;
  /** The field of the input that it is about. */
  readonly field: string;
  readonly severity: Severity;
  /** What is wrong and what to do: German / English. */
  readonly message: string;
}

export const problem = (code: string, field: string, de: string, en: string, severity: Severity = 'PROBLEM'): Problem =>
  ({ code, field, severity, message: `${de} / ${en}` });
