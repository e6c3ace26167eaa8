import {
  compileRelease, HOLDERS, isUnderstood, RECEIVING_ROLES, type Basis, type Category, type ClientRecords, type Consent, type Instant, type Policy, type Purpose, type Requester, type UnitCode,
} from '../core/index.js';
import { receiversOf, type Terms } from './paper.js';
import { problem, type Problem } from './problem.js';

/** Where a statute governs, asking for consent would feign a choice: the form must not contain what flows anyway (domain C.5 no. 3). */
export function governedByStatute(terms: Terms, policy: Policy, now: Instant): Problem[] {
  const directions = [[terms.releasingUnits, receiversOf(terms)], ...(terms.twoWay ? [[receiversOf(terms), terms.releasingUnits]] : [])] as const;
  return policy.flows.flatMap((flow) => {
    const purposes = flow.purposes.filter((purpose) => terms.purposes.includes(purpose));
    const inForce = flow.viaGateway && flow.from <= now && (flow.to === null || now < flow.to);
    if (!inForce || purposes.length === 0) return [];
    const governed = new Set(flow.arrows.flatMap(({ from, to, categories }) =>
      directions.some(([givers, receivers]) => givers!.some((unit) => from.includes(unit) && receivers!.some((other) => other !== unit && to.includes(other))))
        ? categories.filter((category) => terms.categories.includes(category)) : []));
    if (governed.size === 0) return [];
    const what = `${[...governed].join(', ')} (${purposes.join(', ')})`;
    return [problem('GOVERNED_BY_STATUTE', 'categories',
      `Dafür ist keine Einwilligung zu erbitten, es fließt kraft Gesetzes: ${what}; ${flow.id} ${flow.title}, ${flow.citation}. Diese Kategorien weglassen`,
      `no consent may be asked for this, it flows by statute: ${what}; ${flow.id} ${flow.title}, ${flow.citation}. Leave these categories out`)];
  });
}

/** Something that a unit goes on seeing after a withdrawal. */
export interface StillSeen {
  readonly unit: UnitCode;
  readonly from: UnitCode;
  readonly category: Category;
  readonly purpose: Purpose;
  readonly basis: Basis;
}

/**
 * What the receivers of a withdrawn consent still see of it on another basis, as far as the asking unit is a party itself.
 * Judged as if both sides worked with the client: whether the other one does is no business of who asks (domain C.10-8).
 */
export function stillSeen(records: ClientRecords, consent: Consent, policy: Policy, asking: Requester, at: Instant): StillSeen[] {
  if (!isUnderstood(consent)) return [];
  return consent.releasingUnits.flatMap((from) => receiversOf(consent)
    .filter((unit) => unit !== from && (unit === asking.unit || from === asking.unit))
    .flatMap((unit) => consent.purposes.flatMap((purpose) => {
      const both = [from, unit].map((party) => ({ unit: party, from: at, to: null, persons: [], responsible: null }));
      const requesters: readonly Requester[] = unit === asking.unit ? [asking] : RECEIVING_ROLES.map((role) => ({ unit, person: '', role }));
      const releases = requesters.map((requester) => compileRelease({ ...records, relations: both }, requester, purpose, at, policy));
      return [...HOLDERS.keys()].filter((category) => consent.categories.includes(category)).flatMap((category) => {
        const basis = releases.map((release) => release.basis(from, category)).find((one) => one !== null);
        return basis ? [{ unit, from, category, purpose, basis }] : [];
      });
    })));
}
