import {
  execute, GraphQLError, Kind, NoSchemaIntrospectionCustomRule, parse, specifiedRules, validate,
  type DocumentNode, type ExecutionResult, type GraphQLFormattedError, type GraphQLSchema, type ValidationRule,
} from 'graphql';
import { askedIn, type Asked } from './asked.js';
import { Refusal } from './errors.js';
import type { GraphqlRequest } from './http.js';

/** Most tokens of a query: bounds aliases, depth and the time of validation. */
const TOKEN_LIMIT = 10_000;
/** Queries kept parsed and validated; a gateway sends few different ones. */
const CACHED_QUERIES = 500;

/** `contextFor` makes the context once it is known what the operation asks for. */
export type Execute = (request: GraphqlRequest, contextFor: (asked: Asked) => object) => Promise<ExecutionResult>;

interface Prepared {
  readonly document: DocumentNode;
  readonly asked: Asked;
}

/** Executes requests against one schema. Errors not meant for the caller are masked and handed to `onFault`. */
export function executor(schema: GraphQLSchema, introspection: boolean, onFault: (error: Error) => void): Execute {
  const rules = introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule, noServiceRule];
  const asked = askedIn(schema);
  const cache = new Map<string, Prepared>();

  const prepare = (query: string): Prepared => {
    const known = cache.get(query);
    if (known) return known;
    const document = read(query);
    const [error] = validate(schema, document, rules, { hideSuggestions: !introspection });
    if (error) throw invalid(error);
    if (cache.size >= CACHED_QUERIES) cache.delete(cache.keys().next().value!);
    const prepared = { document, asked: asked(document) };
    cache.set(query, prepared);
    return prepared;
  };

  return async ({ query, variables, operationName }, contextFor) => {
    const { document, asked: fields } = prepare(query);
    const { data, errors } = await execute({ schema, document, contextValue: contextFor(fields), variableValues: variables, operationName });
    return { ...(data !== undefined && { data }), ...(errors && { errors: errors.map((error) => masked(error, onFault)) }) } as ExecutionResult;
  };
}

function read(query: string): DocumentNode {
  try {
    return parse(query, { maxTokens: TOKEN_LIMIT, noLocation: true });
  } catch (error) {
    throw invalid(error as GraphQLError);
  }
}

const invalid = ({ message }: GraphQLError): Refusal => new Refusal('QUERY_INVALID', `Ungültige Abfrage / Invalid query: ${message}`);

/** `_service` tells the schema like introspection does. */
const noServiceRule: ValidationRule = (context) => ({
  [Kind.FIELD](node) {
    if (node.name.value === '_service') context.reportError(new GraphQLError('_service is switched off'));
  },
});

/** A resolver's own message may carry data: only refusals are passed on. */
function masked(error: GraphQLError, onFault: (error: Error) => void): GraphQLFormattedError {
  const { path } = error;
  if (error instanceof Refusal || error.originalError instanceof Refusal) {
    return { message: error.message, ...(path && { path }), extensions: error.extensions };
  }
  if (!path && !error.originalError) return { message: error.message, extensions: { code: 'QUERY_INVALID' } }; // a variable of the wrong type
  onFault(error.originalError ?? error);
  return { message: 'Interner Fehler / Internal error', ...(path && { path }), extensions: { code: 'INTERNAL' } };
}
