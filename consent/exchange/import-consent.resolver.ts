import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Open } from '../../subgraphs/kit/decorators.js';
import { isStorable } from '../../subgraphs/kit/plain-text.js';
import { added } from '../api/change-consent.resolver.js';
import { ConsentReceipt } from '../api/consent-input.js';
import type { ConsentApiContext } from '../api/context.js';
import { mayRecord } from '../api/rights.js';
import { receiptOf, step } from '../api/step.js';
import { problemsOfLength } from '../api/text-lengths.js';
import { paperOf, problem, problemsOfDrafting, type Problem } from '../lifecycle/index.js';
import { addresseeOf } from './addressee.js';
import { draftsOf } from './draft.js';
import { fromConsentRecord } from './dpv/index.js';
import type { ExchangedConsent } from './exchanged-consent.js';
import { fromFhirConsent } from './fhir/index.js';
import { ImportConsentInput } from './import-consent.types.js';
import { readStrictly, type JsonProblem } from './strict-json.js';

const BOUNDS = { bytes: 64 * 1024, depth: 32 };

const READERS = { FHIR: fromFhirConsent, CONSENT_RECORD: fromConsentRecord };

@Resolver()
export class ImportConsentResolver {
  /** Whatever it was elsewhere, here it is a draft with its evidence: nothing flows before it is given here. */
  @Open("the caller's own act; tells nothing of the client")
  @Mutation(() => ConsentReceipt, { nullable: true, description: 'Aus einem Austauschformat als Entwurf erfassen / File as a draft from a format of exchange' })
  async importConsent(@Arg('input', () => ImportConsentInput) input: ImportConsentInput, @Ctx() context: ConsentApiContext): Promise<ConsentReceipt> {
    return receiptOf(await step('importConsent', input, context, ({ clientId, records }) => {
      const { value, problems } = readFor(clientId, input, context);
      if (!value) return { problems, change: { consents: [] }, concerned: [] };
      const drafts = draftsOf(value);
      if (!mayRecord(drafts, records, context)) return null;
      const against = [...problemsOfLength(drafts[0], 'content'), ...problemsOfDrafting(paperOf(drafts), context.policy, context.now)];
      return { problems: against, change: { consents: added(drafts) }, concerned: drafts };
    }), context);
  }
}

/** The consent that the content says, if it is one of this client; another client of the unit is as unknown to it as none. */
function readFor(clientId: string, { format, content }: ImportConsentInput, { pseudonyms, caller }: ConsentApiContext): { value: ExchangedConsent | null; problems: Problem[] } {
  const json = readStrictly(content, BOUNDS);
  if (json.problems.length > 0) return { value: null, problems: json.problems.map(told) };
  if (!isStorable(json.value)) return { value: null, problems: [problem('CHARACTERS', 'content', 'Unzulässige Zeichen', 'characters that are not allowed')] };
  const addressee = addresseeOf(pseudonyms, caller.requester.unit);
  const read = READERS[format](json.value, { ...addressee, read: (pseudonym) => (addressee.read(pseudonym) === clientId ? clientId : null) });
  return { value: read.value, problems: read.problems.map(({ code, path, message }) => ({ code, message, field: path === '' ? 'content' : `content.${path}`, severity: 'PROBLEM' })) };
}

const TOLD: Readonly<Record<JsonProblem['code'], readonly [de: string, en: string]>> = {
  TOO_LONG: [`Höchstens ${BOUNDS.bytes / 1024} kB`, `at most ${BOUNDS.bytes / 1024} kB`],
  NO_JSON: ['Das ist kein JSON', 'this is no JSON'],
  TOO_DEEP: [`Höchstens ${BOUNDS.depth} Ebenen`, `at most ${BOUNDS.depth} levels`],
  DUPLICATE_KEY: ['Ein Name steht zweimal im selben Objekt', 'a name stands twice in one object'],
};

const told = ({ code, name }: JsonProblem): Problem =>
  problem(code, 'content', ...(TOLD[code].map((text) => (name === '' ? text : `${text}: ${name.slice(0, 80)}`)) as [string, string]));
