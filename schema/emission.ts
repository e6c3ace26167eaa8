import { CONSENT_RECORD_SCHEMA, FHIR_CONSENT_SCHEMA, type JsonSchema } from '../consent/exchange/index.js';
import { compose, type RoutedSubgraph } from './compose.js';
import { eligibilityRules } from './documents/eligibility.js';
import { flowCatalogue, flowCatalogueCsv } from './documents/flow-catalogue.js';
import { flowsOf } from './documents/flows.js';
import { processingRecord, processingRecordCsv, processingRecordOf, servedCategories } from './documents/processing-record.js';
import { protectedFields } from './documents/protected-fields.js';
import type { Problem } from './rules/index.js';
import { sortedSdl } from './sorted-sdl.js';

/** Everything that is generated from the subgraphs: text by file name. Empty if there are problems. */
export interface Emission {
  readonly files: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
}

/** The same subgraphs always give the same bytes. */
export function emit(subgraphs: readonly RoutedSubgraph[]): Emission {
  const { supergraph, problems } = compose(subgraphs);
  if (supergraph === null) return { files: new Map(), problems };
  const flows = flowsOf(servedCategories(supergraph));
  const record = processingRecordOf(supergraph, flows);
  return {
    problems,
    files: new Map([
      ...subgraphs.map(({ name, sdl }): [string, string] => [`${name}.graphql`, sortedSdl(sdl)]),
      ['supergraph.graphql', supergraph],
      ['protected-fields.md', protectedFields(supergraph)],
      ['eligibility.md', eligibilityRules()],
      ['flow-catalogue.md', flowCatalogue(flows)],
      ['flow-catalogue.json', json({ flows })],
      ['flow-catalogue.csv', flowCatalogueCsv(flows)],
      ['processing-record.md', processingRecord(record)],
      ['processing-record.json', json(record)],
      ['processing-record.csv', processingRecordCsv(record)],
      ['fhir-consent.schema.json', json(FHIR_CONSENT_SCHEMA)],
      ['consent-record.schema.json', json(CONSENT_RECORD_SCHEMA)],
    ]),
  };
}

const json = (schema: JsonSchema | object): string => `${JSON.stringify(schema, null, 2)}\n`;
