import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import { textEnum } from '../../subgraphs/kit/enums.js';
import { BasisKindEnum, CategoryEnum, PurposeEnum } from '../api/enums.js';
import { LOG_KINDS, type LogKind } from '../audit/entry.js';
import type { BasisKind, Category, Purpose } from '../core/index.js';
import { ANOMALY_RULES } from './anomalies/rules.js';
import type { Decision } from './facets.js';

export const LogKindEnum = textEnum('LogKind', 'Art eines Eintrags im Zugriffsprotokoll / Kind of an entry of the access log', LOG_KINDS);
export const DecisionEnum = textEnum('Decision', 'Freigegeben oder zurückgehalten / Released or withheld', ['GRANTED', 'WITHHELD']);

export const AnomalyRuleEnum: Readonly<Record<string, string>> = Object.fromEntries(ANOMALY_RULES.map(({ code }) => [code, code]));
registerEnumType(AnomalyRuleEnum, {
  name: 'AnomalyRule', description: 'Regel, die auf Ungewöhnliches hinweist / Rule that points to the unusual',
  valuesConfig: Object.fromEntries(ANOMALY_RULES.map(({ code, de, en }) => [code, { description: `${de} / ${en}` }])),
});

@InputType({ description: 'Alles Angegebene muss auf den Eintrag zutreffen, so wie er der eigenen Stelle gezeigt wird / All that is given must hold of the entry as the own unit is shown it' })
export class AccessLogFilter {
  @Field(() => ID, { nullable: true, description: 'Klientin oder Klient, Pseudonym der eigenen Stelle / Client, by the own unit’s pseudonym' })
  client?: string | null;

  @Field(() => String, { nullable: true, description: 'Anfragende Stelle / Asking unit' })
  requesterUnit?: string | null;

  @Field(() => ID, { nullable: true, description: 'Pseudonym der anfragenden Person / Pseudonym of the asking person' })
  requesterPerson?: string | null;

  @Field(() => String, { nullable: true, description: 'Stelle, deren Daten gefragt waren / Unit whose data was asked for' })
  owner?: string | null;

  @Field(() => PurposeEnum, { nullable: true })
  purpose?: Purpose | null;

  @Field(() => CategoryEnum, { nullable: true })
  category?: Category | null;

  @Field(() => BasisKindEnum, { nullable: true })
  basis?: BasisKind | null;

  @Field(() => ID, { nullable: true, description: 'Schweigepflichtsentbindung, Übermittlung oder Notfall / Release, flow or emergency' })
  basisId?: string | null;

  @Field(() => DecisionEnum, { nullable: true, description: 'Mit category: über diese Kategorie / With category: about this category' })
  decision?: Decision | null;

  @Field(() => LogKindEnum, { nullable: true })
  kind?: LogKind | null;

  @Field(() => Boolean, { nullable: true, description: 'Ob es um einen Notfall ging / Whether it was about an emergency' })
  emergency?: boolean | null;

  @Field(() => AnomalyRuleEnum, { nullable: true, description: 'Regel, die auf den Eintrag hinweist / Rule that points to the entry' })
  anomaly?: string | null;
}
