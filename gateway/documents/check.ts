import type { GraphQLSchema } from 'graphql';
import { BASIS_KINDS, NEVER_LIST, PURPOSES, type Category, type Purpose, type UnitCode } from '../../consent/core/index.js';
import { analyse, type Analysis } from '../release/operation.js';
import type { FieldPlan } from '../release/response-plan.js';
import type { Supergraph } from '../release/supergraph.js';
import { DEFAULT_LIMITS } from '../server/limits.js';
import type { RegisteredDocument } from './manifest.js';

/** What a registered operation asks for, and what is wrong with that; found before it is asked the first time. */
export interface DocumentCheck {
  readonly document: RegisteredDocument;
  /** Categories of the fields it asks for, as in the schema. */
  readonly categories: readonly Category[];
  readonly problems: readonly string[];
}

/** Checks an operation against the supergraph and the never-list: what no consent could ever release is not asked for. */
export function checkDocument(document: RegisteredDocument, supergraph: Supergraph, schema: GraphQLSchema): DocumentCheck {
  const analysis = analyse(document.query, null, { supergraph, schema, limits: DEFAULT_LIMITS, introspection: false });
  if (!('kind' in analysis)) return { document, categories: [], problems: analysis.map(({ message }) => message) };
  const categories = [...new Set(categoriesBelow(analysis.plan.fields))].sort();
  return { document, categories, problems: [...missingPurpose(document, analysis), ...neverReleased(document, analysis)] };
}

const missingPurpose = ({ purposes }: RegisteredDocument, { clients }: Analysis): readonly string[] =>
  clients && purposes.length === 0
    ? [`betrifft Klienten, aber kein Zweck ist registriert: ${Object.keys(PURPOSES).join(', ')} / concerns clients, but no purpose is registered`]
    : [];

/** Other units' data that the never-list withholds for every purpose registered; own data is no transmission. */
function neverReleased({ unit, purposes }: RegisteredDocument, { plan }: Analysis): readonly string[] {
  const foreign = [...new Set(categoriesBelow(plan.fields, (owners) => !owners.includes(unit)))].sort();
  return foreign
    .filter((category) => purposes.length > 0 && purposes.every((purpose) => isNever(unit, category, purpose)))
    .map((category) => `${category} wird dieser Stelle für ${purposes.join(', ')} nie übermittelt / is never transmitted to this unit for these purposes`);
}

const isNever = (to: UnitCode, category: Category, purpose: Purpose): boolean =>
  BASIS_KINDS.filter((basis) => basis !== 'OWN_DATA').every((basis) => NEVER_LIST.some((rule) => rule.forbids({ to, category, purpose, basis })));

function categoriesBelow(fields: readonly FieldPlan[], counts: (owners: readonly string[]) => boolean = () => true): readonly Category[] {
  return fields.flatMap(({ protected: own, below }) => [
    ...(own && counts(own.owners) ? own.requirement.categories : []),
    ...(below ? [...below.values()].flatMap((object) => categoriesBelow(object.fields, counts)) : []),
  ]);
}
