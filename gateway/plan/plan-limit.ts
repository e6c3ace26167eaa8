import { GraphQLError } from 'graphql';

/** The planner gave an operation up before it had a plan; for the caller, who asks for less. */
export class PlanTooLarge extends GraphQLError {
  constructor() {
    super('Die Abfrage ist zu verzweigt, um sie zu planen. Bitte weniger Fragmente und Bedingungen ineinander, oder in kleinere Abfragen aufteilen.' +
      ' / The operation branches too much to be planned. Nest fewer fragments and conditions, or split it into smaller ones.',
    { extensions: { code: 'LIMIT_EXCEEDED', limit: 'plan' } });
  }
}

/** What @apollo/query-planner says where one of its own limits is reached; it has no codes. */
const GIVEN_UP = /^(Number of non-local selections exceeds|Too many options generated)/;

/** @throws PlanTooLarge in place of the planner's own word for it */
export function planned<Plan>(plan: () => Plan): Plan {
  try {
    return plan();
  } catch (fault) {
    throw fault instanceof Error && GIVEN_UP.test(fault.message) ? new PlanTooLarge() : fault;
  }
}
