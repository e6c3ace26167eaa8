import { ObjectType } from 'type-graphql';
import { Always, Shown } from '../../subgraphs/kit/decorators.js';
import { NamedPerson } from '../api/consent.js';
import { CategoryEnum, DenyReasonEnum, PurposeEnum } from '../api/enums.js';
import type { Counterfactual as Found } from './counterfactual.js';

@ObjectType({ description: 'Kleinste Schweigepflichtsentbindung, die etwas freigäbe / Smallest release that would let something out' })
export class SmallestConsent {
  @Always(() => [String], 'Eine dieser Stellen, sofern sie mit der Person arbeitet / One of these units, if it works with the client')
  releasingUnits: readonly string[];

  @Always(() => Boolean, 'Die dort fallführende Person namentlich nennen / Name the person who leads the case there')
  namesKeeper: boolean;

  @Always(() => [String], 'Empfangende Stellen / Receiving units')
  receivingUnits: readonly string[];

  @Always(() => [NamedPerson], 'Empfangende Personen / Receiving persons')
  receivingPersons: readonly NamedPerson[];

  @Always(() => [CategoryEnum], 'Kategorien / Categories')
  categories: readonly string[];

  @Always(() => [CategoryEnum], 'Einzeln anzukreuzen / To be ticked one by one')
  explicitCategories: readonly string[];

  @Always(() => PurposeEnum, 'Zweck / Purpose')
  purpose: string;

  @Always(() => Boolean, 'Nur schriftlich oder elektronisch / In writing or electronically only')
  signed: boolean;
}

@ObjectType({ description: 'Was ein zurückgehaltenes Feld freigäbe / What would release a withheld field' })
export class Counterfactual {
  @Always(() => Boolean, 'Ist schon freigegeben / Is released already')
  granted: boolean;

  @Shown(() => DenyReasonEnum, 'Warum es zurückgehalten wird / Why it is withheld')
  reason: string | null;

  @Shown(() => SmallestConsent, 'Leer, wenn freigegeben oder wenn keine Entbindung etwas ändert / Empty if released, or if no release would change anything')
  consent: SmallestConsent | null;

  @Always(() => String, 'In Worten / In words')
  explanation: string;
}

export function shownCounterfactual(found: Found): Counterfactual {
  switch (found.kind) {
    case 'GRANTED':
      return { granted: true, reason: null, consent: null, explanation: 'Ist freigegeben. / Is released.' };
    case 'CONSENT':
      return {
        granted: false, reason: found.reason, consent: found.consent,
        explanation: 'Eine Schweigepflichtsentbindung wie hier beschrieben gäbe es frei. / A release as described here would let it out.',
      };
    case 'NONE':
      return { granted: false, reason: found.reason, consent: null, explanation: NO_CONSENT[found.reason] ?? NO_CONSENT.NO_BASIS };
  }
}

const NO_CONSENT: Readonly<Record<string, string>> & { readonly NO_BASIS: string } = {
  NEVER_VIA_GATEWAY: 'Geht nie über das Gateway; keine Entbindung ändert das. / Never goes through the gateway; no release changes that.',
  EXPLICITLY_EXCLUDED: 'Ausdrücklich ausgeschlossen; nur eine Entbindung, die diesen Ausschluss ersetzt, hebt ihn auf. / Explicitly excluded; only a release that replaces this exclusion lifts it.',
  OUT_OF_SCOPE_PERSON: 'Eigene Daten der Stelle, nur für damit betraute Personen; dafür braucht es keine Entbindung. / The unit’s own data, for entrusted persons only; no release is needed.',
  NO_BASIS: 'Keine Entbindung gäbe es frei. / No release would let it out.',
};
