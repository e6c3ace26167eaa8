import { Directive, ObjectType } from 'type-graphql';
import { CHECKED_ON, type Assessment as Judged } from '../../eligibility/index.js';
import { CalendarDate } from '../calendar-date.js';
import { Always, Open, Shown } from '../decorators.js';
import { attributeName, EligibilityOutcome, EligibilityTopic, PersonAttribute, RuleSource, RuleTruth } from './enums.js';

const RULES_ARE_PUBLIC = 'published rules applied to what was asked';

/** Stands in every answer: what comes out of rules is read by somebody who decides by themselves. */
const HINT =
  `Hinweis für Fachkräfte, keine Entscheidung über eine Person (Art. 22 DSGVO). Es entscheidet die zuständige Stelle; Rechtsstand ${CHECKED_ON}.` +
  ` / A hint for professionals, no decision about a person (Art. 22 GDPR). The competent body decides; law as of ${CHECKED_ON}.`;

@Open(RULES_ARE_PUBLIC)
@Directive('@shareable')
@ObjectType({ description: 'Regel und ob sie zutrifft / A rule and whether it holds' })
export class AppliedRule {
  @Always(() => String, 'Kennung im Regelkatalog / Id in the rule catalogue')
  id: string;

  @Always(() => RuleTruth, 'Trifft zu / Holds')
  holds: string;

  @Always(() => Boolean, 'Darauf beruht der Hinweis / The hint rests on it')
  decisive: boolean;

  @Always(() => EligibilityOutcome, 'Was sie ergibt, wenn sie zutrifft / What it leads to if it holds')
  outcome: string;

  @Always(() => String, 'Aussage der Regel / What the rule says')
  sentence: string;

  @Always(() => RuleSource, 'Herkunft / Source')
  source: string;

  @Always(() => String, 'Fundstelle / Citation')
  citation: string;

  @Shown(() => CalendarDate, 'In Kraft seit / In force since')
  validFrom: string | null;

  @Shown(() => CalendarDate, 'In Kraft bis / In force until')
  validTo: string | null;
}

@Open(RULES_ARE_PUBLIC)
@Directive('@shareable')
@ObjectType({ description: 'Was den Hinweis ändern würde, jedes Merkmal für sich / What would change the hint, each attribute by itself' })
export class PossibleChange {
  @Always(() => PersonAttribute, 'Merkmal / Attribute')
  attribute: string;

  @Always(() => [String], 'Werte, oder Bereiche wie 18–27 / Values, or ranges such as 18–27')
  values: readonly string[];

  @Always(() => EligibilityOutcome, 'Hinweis dann / The hint then')
  outcome: string;
}

@Open(RULES_ARE_PUBLIC)
@Directive('@shareable')
@ObjectType({ description: 'Was demselben Zweck dient und nicht verschlossen ist / What serves the same end and is not closed' })
export class Alternative {
  @Always(() => EligibilityTopic, 'Art / Kind')
  topic: string;

  @Always(() => EligibilityOutcome, 'Hinweis / Hint')
  outcome: string;
}

@Open(RULES_ARE_PUBLIC)
@Directive('@shareable')
@ObjectType({
  description:
    'Hinweis, was Regeln zu diesen Merkmalen sagen; keine Entscheidung über eine Person (Art. 22 DSGVO) / ' +
    'A hint what rules say about these attributes; no decision about a person (Art. 22 GDPR)',
})
export class Assessment {
  @Always(() => EligibilityTopic, 'Art des Angebots / Kind of offer')
  topic: string;

  @Always(() => EligibilityOutcome, 'Hinweis / Hint')
  outcome: string;

  @Always(() => String, 'Was der Hinweis ist und was nicht / What the hint is and what it is not')
  hint: string;

  @Always(() => Boolean, 'Ob mehr Wissen nichts mehr ändert / Whether more knowledge changes nothing any more')
  settled: boolean;

  @Always(() => CalendarDate, 'Stichtag / Day asked about')
  asOf: string;

  @Always(() => [AppliedRule], 'Alle geltenden Regeln, die ausschlaggebenden zuerst / All rules in force, the decisive ones first')
  rules: readonly AppliedRule[];

  @Always(() => [PossibleChange], 'Was den Hinweis ändern würde / What would change the hint')
  whatWouldChangeIt: readonly PossibleChange[];

  @Always(() => [PersonAttribute], 'Was man noch wissen müsste / What one would still have to know')
  unknownAttributes: readonly string[];

  @Always(() => [Alternative], 'Alternativen / Alternatives')
  alternatives: readonly Alternative[];
}

export const shownAssessment = (judged: Judged): Assessment => ({
  topic: judged.topic, outcome: judged.outcome, hint: HINT, settled: judged.settled, asOf: judged.asOf,
  rules: judged.rules.map(({ rule: { id, outcome: leadsTo, source, citation, de, en, validFrom, validTo }, holds, decisive }) =>
    ({ id, holds, decisive, outcome: leadsTo, source, citation, sentence: `${de} / ${en}`, validFrom, validTo })),
  unknownAttributes: judged.unknownAttributes.map(attributeName),
  get whatWouldChangeIt() { return judged.whatWouldChangeIt.map(({ attribute, values, outcome }) => ({ attribute: attributeName(attribute), values, outcome })); },
  get alternatives() { return judged.alternatives; },
});
