import { Ctx, Resolver, Root } from 'type-graphql';
import { Protected, Resolved } from '../../subgraphs/kit/decorators.js';
import { Client } from '../api/client.js';
import { isParty } from '../lifecycle/index.js';
import type { ConsentApiContext } from '../api/context.js';
import type { FiledConsent } from '../lifecycle/index.js';
import { addresseeOf } from './addressee.js';
import { ConsentExport } from './consent-export.types.js';
import { documentProblems } from './document-problems.js';
import { toConsentReceipt, toConsentRecord } from './dpv/index.js';
import { exchangedOf, withoutEvidence } from './exchanged-consent.js';
import { toFhirConsent } from './fhir/index.js';
import type { Exchanged } from './problems.js';
import { otherDirectionOf } from './two-way.js';

@Resolver(() => Client)
export class ConsentExportsResolver {
  /** As `consents`: for the parties of each. Signatures and witnesses are proof for those who release, and nobody else's business. */
  @Protected('CONSENT_META')
  @Resolved(() => [ConsentExport], 'Schweigepflichtsentbindungen der eigenen Stelle zum Austausch / Releases to which the own unit is a party, for exchange')
  async consentExports(@Root() { id }: Client, @Ctx() context: ConsentApiContext): Promise<ConsentExport[] | null> {
    const { unit } = context.caller.requester;
    const client = await context.ownClients.load(id);
    if (!client?.release.grants('CONSENT_SERVICE', 'CONSENT_META')) return null;
    const filed = await context.store.lifecycle.filed(client.clientId);
    const addressee = addresseeOf(context.pseudonyms, unit);
    const all = filed?.consents ?? [];
    const releases = ({ paper }: FiledConsent): boolean => all.some((one) => one.paper === paper && Array.isArray(one.releasingUnits) && one.releasingUnits.includes(unit));
    return all.filter((consent) => isParty(consent, unit)).map((consent) => {
      const own = { id: addressee.write(consent.id), replaces: consent.replaces && addressee.write(consent.replaces) };
      const other = otherDirectionOf(consent, all);
      const exchanged = exchangedOf(consent, other && addressee.write(other.id));
      const known = { ...(releases(consent) ? exchanged : withoutEvidence(exchanged)), ...own };
      return { consent: own.id, problems: documentProblems(known), known, addressee };
    });
  }
}

/** The formats, each written when it is asked for; a field of its own each, since protected fields take no arguments (schema rule 7). */
@Resolver(() => ConsentExport)
export class ConsentExportResolver {
  @Resolved(() => String, 'FHIR R5 Consent als JSON (schema/fhir-consent.schema.json) / as JSON')
  fhir(@Root() { known, addressee }: ConsentExport): string | null {
    return json(toFhirConsent(known, addressee));
  }

  @Resolved(() => String, 'ISO/IEC TS 27560 als DPV JSON-LD (schema/consent-record.schema.json) / as DPV JSON-LD')
  consentRecord(@Root() { known, addressee }: ConsentExport): string | null {
    return json(toConsentRecord(known, addressee));
  }

  @Resolved(() => String, 'Quittung für die Klientin oder den Klienten, deutsch und englisch / Receipt for the client, in German and English')
  receipt(@Root() { known, addressee }: ConsentExport, @Ctx() { now }: ConsentApiContext): string | null {
    return json(toConsentReceipt(known, addressee, now));
  }
}

const json = ({ value }: Exchanged<object>): string | null => value && JSON.stringify(value);
