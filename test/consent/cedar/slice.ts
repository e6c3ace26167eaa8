import type { ClientRecords, Consent, NamedPerson, ReceivingFunction } from '../../../consent/core/index.js';
import { isKnownUnit, tierOf } from './county.js';

const text = (value: string): string => JSON.stringify(value);
const set = (type: string, values: readonly string[]): string => `[${values.map((value) => `${type}::${text(value)}`).join(', ')}]`;
/** One of; Cedar’s strict validation does not take an empty set. */
const oneOf = (type: 'Unit' | 'Category', values: readonly string[], what: string): string => (values.length === 0 ? 'false' : `${set(type, values)}.contains(${what})`);
const oneText = (values: readonly string[], what: string): string => (values.length === 0 ? 'false' : `[${values.map(text).join(', ')}].contains(${what})`);
const any = (conditions: readonly string[]): string => (conditions.length === 0 ? 'false' : conditions.map((one) => `(${one})`).join(' || '));
const during = ({ from, to }: { readonly from: number; readonly to: number | null }): string => `context.at >= ${from}${to === null ? '' : ` && context.at < ${to}`}`;
const readable = ({ from, to }: { readonly from: number; readonly to: number | null }): boolean => Number.isFinite(from) && (to === null || Number.isFinite(to));
const permit = (condition: string): string => `permit (principal, action, resource) when { ${condition} };`;
const forbid = (condition: string): string => `forbid (principal, action, resource) when { ${condition} };`;
const person = ({ unit, person: name }: NamedPerson): string => `principal.unit == Unit::${text(unit)} && principal.name == ${text(name)}`;

/** A function is a role at a unit: both, or it is not meant. */
const inFunction = ({ unit, role }: ReceivingFunction): string => `principal.unit == Unit::${text(unit)} && principal.role == ${text(role)}`;

const STATES = ['ENTWURF', 'BEDENKZEIT', 'ERTEILT', 'TEILWIDERRUFEN', 'WIDERRUFEN', 'ABGELAUFEN', 'ERSETZT', 'UNWIRKSAM'];
const FORMS = ['SCHRIFTLICH', 'ELEKTRONISCH', 'MUENDLICH_BESONDERE_UMSTAENDE'];
const PURPOSES = [
  'ANKOMMENSGESPRAECH', 'CM_DURCHFUEHRUNG', 'FALLKONFERENZ', 'SPRACHEINSTUFUNG', 'KURSVERMITTLUNG', 'ARBEITSBERATUNG', 'MASSNAHMENZUSTEUERUNG', 'SCHULPLATZ',
  'KITAPLATZ', 'RECHTSKREISWECHSEL', 'AUFENTHALTSPERSPEKTIVE_25A_25B', 'EINBUERGERUNG', 'FAMILIENNACHZUG', 'WOHNEN', 'GESUNDHEITSHILFE',
];

const isCarried = (category: unknown): boolean => typeof category === 'string' && tierOf(category) !== null && tierOf(category) !== 'T6';
const isPerson = (value: unknown): value is NamedPerson => {
  const one = value as Partial<NamedPerson> | null | undefined;
  return isKnownUnit(one?.unit) && typeof one?.person === 'string' && one.person.length > 0;
};
const isFunction = (value: unknown): value is ReceivingFunction => {
  const one = value as { unit?: unknown; role?: unknown } | null | undefined;
  return isKnownUnit(one?.unit) && (one?.role === 'CASE_WORKER' || one?.role === 'CASE_MANAGER');
};
const all = (value: unknown, test: (item: unknown) => boolean): boolean => Array.isArray(value) && value.filter((item) => !test(item)).length === 0;

/** Whether every word of a consent can be read. */
const isWhole = (consent: Consent): boolean =>
  STATES.includes(consent.state) && FORMS.includes(consent.form) && Number.isFinite(consent.from) && Number.isFinite(consent.to) &&
  (consent.ofAgeAt === undefined || consent.ofAgeAt >= consent.to) &&
  all(consent.releasingUnits, isKnownUnit) && all(consent.receivingUnits, isKnownUnit) && all(consent.releasingPersons, isPerson) &&
  all(consent.receivingPersons, isPerson) && ('receivingFunctions' in consent ? all(consent.receivingFunctions, isFunction) : true) && all(consent.categories, isCarried) && all(consent.explicitCategories, isCarried) &&
  all(consent.exclusions, isCarried) && all(consent.purposes, (purpose) => PURPOSES.includes(purpose as string));

/** The permission that a consent gives (B.7, C.4, C.5); T4 through named persons on both sides and by no function, T5 by tick and signature. */
function permission(consent: Consent, { relations }: ClientRecords): string {
  const toUnit = oneOf('Unit', consent.receivingUnits, 'principal.unit');
  const toPerson = any(consent.receivingPersons.map(person));
  const toFunction = any((consent.receivingFunctions ?? []).map(inFunction));
  const released = (unit: string, keeper: string | null): boolean => consent.releasingPersons.some((named) => named.unit === unit && named.person === keeper);
  const keeper = any(relations.filter((relation) => readable(relation) && released(relation.unit, relation.responsible))
    .map((relation) => `resource.owner == Unit::${text(relation.unit)} && ${during(relation)}`));
  const signed = consent.form !== 'MUENDLICH_BESONDERE_UMSTAENDE';
  const ticked = signed ? oneOf('Category', consent.explicitCategories, 'resource.category') : 'false';
  return permit([
    'principal.unit != resource.owner', during(consent), oneText(consent.purposes, 'context.purpose'),
    oneOf('Unit', consent.releasingUnits, 'resource.owner'), oneOf('Category', consent.categories, 'resource.category'),
    `(${toUnit} || ${toPerson} || ${toFunction})`, `(resource.category.tier != "T4" || ((${toPerson}) && (${keeper})))`, `(resource.category.tier != "T5" || ${ticked})`,
  ].join(' && '));
}

/** What a consent forbids: from when it was said, beyond its end, until replaced; what cannot be read forbids the most it may. */
function prohibition(consent: Consent): string {
  const conditions: string[] = [];
  if (Number.isFinite(consent.from)) conditions.push(`context.at >= ${consent.from}`);
  if (Array.isArray(consent.releasingUnits)) conditions.push(oneOf('Unit', consent.releasingUnits.filter(isKnownUnit), 'resource.owner'));
  // Said towards a function, it binds the whole unit: the role is only how somebody signed in.
  const { receivingUnits: units, receivingPersons: persons, receivingFunctions: functions = [] } = consent;
  if (Array.isArray(units) && Array.isArray(persons) && persons.every(isPerson) && all(functions, isFunction)) {
    conditions.push(`(${oneOf('Unit', [...units, ...functions.map(({ unit }) => unit)].filter(isKnownUnit), 'principal.unit')} || ${any(persons.map(person))})`);
  }
  if (all(consent.exclusions, isCarried)) conditions.push(oneOf('Category', consent.exclusions, 'resource.category'));
  return forbid(conditions.length === 0 ? 'true' : conditions.join(' && '));
}

/** The policies of one client, each under a name that begins with the kind of basis it is. */
export function slice(records: ClientRecords): Record<string, string> {
  const policies: Record<string, string> = {};
  const related = (unit: string): string => any(records.relations.filter(readable).map((relation) => `${unit} == Unit::${text(relation.unit)} && ${during(relation)}`));
  policies['relation of the reader'] = forbid(`!(${related('principal.unit')})`);
  policies['relation of the owner'] = forbid(`resource.owner != Unit::"CONSENT_SERVICE" && !(${related('resource.owner')})`);
  records.relations.forEach((relation, index) => {
    if (!readable(relation)) return;
    const unit = `Unit::${text(relation.unit)}`;
    policies[`OWN_DATA ${index}`] = permit(
      `principal.unit == ${unit} && resource.owner == ${unit} && ${during(relation)} && ` +
      `(["T2", "T3"].contains(resource.category.tier) || (["T4", "T5"].contains(resource.category.tier) && ${oneText(relation.persons, 'principal.name')}))`);
  });
  records.emergencies.forEach((emergency, index) => {
    if (!readable(emergency)) return;
    policies[`EMERGENCY ${index}`] = permit([
      'principal.unit != resource.owner',
      `principal.unit == Unit::${text(emergency.receivingUnit)}`, `resource.owner == Unit::${text(emergency.releasingUnit)}`, during(emergency),
      oneOf('Category', emergency.categories, 'resource.category'), 'principal.unit in Group::"YOUTH"',
    ].join(' && '));
  });
  records.consents.forEach((consent, index) => {
    if (['ERTEILT', 'TEILWIDERRUFEN'].includes(consent.state) && isWhole(consent)) policies[`CONSENT ${index}`] = permission(consent, records);
    const said = !['ENTWURF', 'BEDENKZEIT', 'ERSETZT'].includes(consent.state);
    const excludesNothing = Array.isArray(consent.exclusions) && consent.exclusions.length === 0;
    if (said && !excludesNothing) policies[`exclusion ${index}`] = prohibition(consent);
  });
  return policies;
}
