import {
  ATTRIBUTES, COURSE_STATES, EMPLOYMENTS, ENTITLEMENTS, OUTCOMES, RESIDENCE_BINDINGS, RULE_SETS, SHOWN_AS, SOURCES, STATUSES, TOPICS,
  type Attribute, type Status,
} from '../../eligibility/index.js';
import { textEnum } from '../enums.js';

/**
 * Statuses that are not offered for asking, not even of nobody: what is typed about a hypothetical person is soon typed about
 * a real one. Victims of crime (§ 25 Abs. 4a, 4b AufenthG) and unclarified identity (§ 60b) go under the names for several.
 */
const NEVER_NAMED: readonly Status[] = ['AE_25_4A', 'AE_25_4B', 'DULDUNG_60B'];

export const ResidenceStatus = textEnum('ResidenceStatus', 'Aufenthaltsstatus, nach dem Regeln fragen / Residence status that rules ask for',
  [...[...STATUSES.keys()].filter((status) => !NEVER_NAMED.includes(status)), ...SHOWN_AS.keys()]);
export type ResidenceStatus = keyof typeof ResidenceStatus;

export const Employment = textEnum('Employment', 'Erwerbssituation / Employment', EMPLOYMENTS);
export const IntegrationCourseState = textEnum('IntegrationCourseState', 'Stand des Integrationskurses / State of the integration course', COURSE_STATES);
export const HeldEntitlement = textEnum('HeldEntitlement', 'Vorhandene gültige Kursberechtigung / Valid course entitlement at hand', ENTITLEMENTS);
export const ResidenceBinding = textEnum('ResidenceBinding', 'Wohnsitzbindung: keine, im Land, an einen Ort / Residence obligation: none, to the Land, to a place', RESIDENCE_BINDINGS);

export const EligibilityTopic = textEnum('EligibilityTopic', 'Wonach gefragt werden kann: Kursarten, Angebotsarten und Weiteres / What can be asked about: kinds of courses, of offers, and more', TOPICS);
export const EligibilityOutcome = textEnum('EligibilityOutcome', 'Hinweis, keine Entscheidung / A hint, no decision', OUTCOMES);
export const RuleSource = textEnum('RuleSource', 'Herkunft einer Regel: Handlungsstruktur des Kreises, Gesetz, Praxis / Source of a rule: the county’s Handlungsstruktur, law, practice', SOURCES);
export const EligibilityRuleSet = textEnum('EligibilityRuleSet', 'Regelwerk, das nur auf Anfrage gilt: Länderliste der Handlungsstruktur von 2020 / Rules that hold on request only: the list of countries in the Handlungsstruktur of 2020', RULE_SETS);
export const RuleTruth = textEnum('RuleTruth', 'Ob eine Regel zutrifft / Whether a rule holds', ['TRUE', 'FALSE', 'UNKNOWN']);

const nameOf = (attribute: Attribute): string => attribute.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
export const PersonAttribute = textEnum('PersonAttribute', 'Merkmal einer Person, nach dem Regeln fragen / Attribute of a person that rules ask for', [...ATTRIBUTES.keys()].map(nameOf));
export const attributeName = (attribute: Attribute): string => nameOf(attribute);
