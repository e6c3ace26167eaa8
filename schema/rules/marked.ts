import { rulePerSchema } from './rule.js';
import { CLIENT, fieldsOf, objectTypes, rootTypes, shelteredTypes } from './view/reach.js';

/** Promise P8. An `@external` mention is not a field of that subgraph: its mark is where it is resolved. */
export const marked = rulePerSchema(
  'marked',
  'Jedes Feld ist offen, trägt eine Kategorie oder liegt nur unter geschützten Feldern / ' +
    'Every field is open, carries a category, or lies only below protected fields',
  (view) => {
    const sheltered = shelteredTypes(view);
    const unmarked = fieldsOf(view).filter(
      ({ protection, parent, subgraphs }) => !protection && !sheltered.has(parent) && subgraphs.length > 0,
    );
    const fieldByField = new Set([CLIENT, ...rootTypes(view).map(({ name }) => name)]);
    const wholesale = objectTypes(view).filter(({ name, marked }) => marked && fieldByField.has(name));
    return [
      ...unmarked.map((field) => [
        field,
        'weder @open noch @consent; @consent(category: …) setzen, wenn es Personen betrifft, sonst @open(because: …)',
        'neither @open nor @consent; set @consent(category: …) if it is about persons, else @open(because: …)',
      ] as const),
      ...wholesale.map(({ name }) => [
        name,
        'Angabe am ganzen Typ würde neue Felder stillschweigend mitmarkieren; jedes Feld einzeln markieren',
        'a mark on the whole type would silently cover new fields; mark each field',
      ] as const),
    ];
  },
);
