import type { GraphQLFieldResolver } from 'graphql';
import { Refusal } from './errors.js';

/** Whether every text in a value can be stored as it is: PostgreSQL keeps neither NUL nor half of a surrogate pair. */
export const isStorable = (value: unknown): boolean => {
  if (typeof value === 'string') return !value.includes('\0') && value.isWellFormed();
  return typeof value !== 'object' || value === null || value instanceof Date || Object.values(value).every(isStorable);
};

/** A mutation that takes no text which no keyboard writes. Refused before anything is looked up, so that it tells nothing. */
export const takingPlainText = <Context>(resolve: GraphQLFieldResolver<unknown, Context>): GraphQLFieldResolver<unknown, Context> => (source, args, context, info) => {
  if (!isStorable(args)) throw new Refusal('BAD_REQUEST', 'Eine Angabe enthält unzulässige Zeichen / An argument contains characters that are not allowed');
  return resolve(source, args, context, info);
};
