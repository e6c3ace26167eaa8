import type { Condition } from './condition.js';
import { ATTRIBUTES, type ChoiceAttribute } from './person.js';
import { ofGroup, STATUSES, type Status, type StatusGroup } from './statuses.js';

/** A condition as German text, for the rule catalogue that people read. */
export function describe(condition: Condition): string {
  switch (condition.kind) {
    case 'ALWAYS': return 'immer';
    case 'OTHERWISE': return 'sonst';
    case 'NOT': return `nicht (${describe(condition.of)})`;
    case 'ALL': return condition.of.map((part) => (part.kind === 'ANY' ? `(${describe(part)})` : describe(part))).join(' und ');
    case 'ANY': return condition.of.map((part) => (part.kind === 'ALL' ? `(${describe(part)})` : describe(part))).join(' oder ');
    case 'IN': return `${nameOf(condition.attribute)}: ${valuesOf(condition.attribute, condition.values).join(', ')}`;
    case 'BETWEEN': return `${nameOf(condition.attribute)} ${Number.isFinite(condition.to) ? (condition.from === condition.to ? condition.from : `${condition.from}–${condition.to}`) : `ab ${condition.from}`}`;
    case 'BEFORE': return `${nameOf(condition.attribute)} vor ${condition.day}`;
    case 'MONTHS_AGO': return `${nameOf(condition.attribute)} vor mindestens ${condition.months} Monaten`;
  }
}

const nameOf = (attribute: Parameters<typeof ATTRIBUTES.get>[0]): string => ATTRIBUTES.get(attribute)!.de;

/** Statuses by their groups where a whole group is meant. */
function valuesOf(attribute: ChoiceAttribute, values: readonly string[]): readonly string[] {
  if (attribute !== 'status') return values;
  const groups = new Set([...STATUSES.values()].map(({ group }) => group));
  const whole = [...groups].filter((group: StatusGroup) => ofGroup(group).every((status) => values.includes(status)));
  const rest = values.filter((status) => !whole.includes(STATUSES.get(status as Status)!.group));
  return [...whole.map((group) => `alle der Gruppe ${group}`), ...rest];
}
