import { GraphQLError, Kind, Lexer, Source, TokenKind, type FragmentDefinitionNode, type SelectionSetNode, type ValidationRule } from 'graphql';
import { costRule } from './cost.js';

/** How large an operation may be, counted with its fragments spread out, before anything is planned. */
export interface OperationLimits {
  /** Lexical tokens of the document (comments and white space are none). */
  readonly tokens: number;
  /** Levels of nested fields. */
  readonly depth: number;
  /** Fields that are renamed by an alias. */
  readonly aliases: number;
  readonly rootFields: number;
  /** All fields and fragments; what keeps doubled fragments (30 lines, a billion fields) and conditions within conditions away from the planner. */
  readonly fields: number;
  /** Objects that an answer could hold at most, pages taken at the length asked for. */
  readonly cost: number;
}

/** Generous for the unified client view of all five agencies and for GraphiQL's introspection. */
export const DEFAULT_LIMITS: OperationLimits = { tokens: 4_000, depth: 16, aliases: 50, rootFields: 10, fields: 1_000, cost: 25_000 };

type Counted = Exclude<keyof OperationLimits, 'tokens' | 'cost'>;
type Size = Record<Counted, number>;

const words: Record<Counted, readonly [german: string, english: string]> = {
  depth: ['Ebenen', 'levels'],
  aliases: ['Aliase', 'aliases'],
  rootFields: ['Wurzelfelder', 'root fields'],
  fields: ['Felder und Fragmente', 'fields and fragments'],
};

/** A document of too many tokens, told as the other limits are (graphql-js would tell it as a syntax error); `null`: it is none. @throws GraphQLError for what is no token */
export function tooManyTokens(query: string, maximum: number): GraphQLError | null {
  const lexer = new Lexer(new Source(query));
  for (let count = 0; count <= maximum; count += 1) if (lexer.advance().kind === TokenKind.EOF) return null;
  return new GraphQLError(
    `Die Abfrage ist zu lang: mehr als ${maximum} Wörter und Zeichen (Tokens). Bitte in kleinere Abfragen aufteilen.` +
      ` / The operation is too long: more than ${maximum} words and signs (tokens). Split it into smaller ones.`,
    { extensions: { code: 'LIMIT_EXCEEDED', limit: 'tokens', maximum } },
  );
}

/** Refuses operations beyond the limits with code `LIMIT_EXCEEDED`; for the engine to run before every other rule. */
export const limitRules = (limits: OperationLimits): ValidationRule[] => [
  (context) => {
    const measure = measurer((name) => context.getFragment(name));
    return {
      OperationDefinition(operation) {
        const size = measure(operation.selectionSet);
        for (const limit of Object.keys(words) as Counted[]) {
          if (size[limit] > limits[limit]) context.reportError(exceeded(limit, size[limit], limits[limit]));
        }
        return false;
      },
      FragmentDefinition: () => false,
    };
  },
  costRule(limits.cost),
];

/** Measures selection sets; each fragment once, so the time is linear in the document however often fragments are spread. */
function measurer(fragment: (name: string) => FragmentDefinitionNode | null | undefined): (set: SelectionSetNode) => Size {
  const known = new Map<string, Size>();
  const nothing: Size = { depth: 0, aliases: 0, rootFields: 0, fields: 0 };

  const spread = (name: string): Size => {
    const measured = known.get(name);
    if (measured) return measured;
    known.set(name, nothing); // a fragment inside itself ends here; another rule refuses it
    const definition = fragment(name);
    const size = definition ? asFragment(measure(definition.selectionSet)) : nothing;
    known.set(name, size);
    return size;
  };

  const measure = (set: SelectionSetNode): Size => {
    const total = { ...nothing };
    const add = (part: Size): void => {
      total.depth = Math.max(total.depth, part.depth);
      total.aliases = sum(total.aliases, part.aliases);
      total.rootFields = sum(total.rootFields, part.rootFields);
      total.fields = sum(total.fields, part.fields);
    };
    for (const selection of set.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) add(spread(selection.name.value));
      else if (selection.kind === Kind.INLINE_FRAGMENT) add(asFragment(measure(selection.selectionSet)));
      else {
        const inner = selection.selectionSet ? measure(selection.selectionSet) : nothing;
        const renamed = selection.alias && selection.alias.value !== selection.name.value ? 1 : 0;
        add({ depth: inner.depth + 1, aliases: sum(inner.aliases, renamed), rootFields: 1, fields: sum(inner.fields, 1) });
      }
    }
    return total;
  };
  return measure;
}

/** The planner handles each fragment like a field, above all one with a condition. */
const asFragment = (size: Size): Size => ({ ...size, fields: sum(size.fields, 1) });

/** Saturating, since doubled fragments count up to 2^30 and far beyond. */
const sum = (a: number, b: number): number => Math.min(a + b, Number.MAX_SAFE_INTEGER);

function exceeded(limit: Counted, actual: number, maximum: number): GraphQLError {
  const [german, english] = words[limit];
  return new GraphQLError(
    `Die Abfrage ist zu groß: ${actual} ${german}, erlaubt sind ${maximum}. Bitte in kleinere Abfragen aufteilen.` +
      ` / The operation is too large: ${actual} ${english}, ${maximum} are allowed. Split it into smaller ones.`,
    { extensions: { code: 'LIMIT_EXCEEDED', limit, actual, maximum } },
  );
}
