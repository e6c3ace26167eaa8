import type { Attribute } from '../../subgraphs/eligibility/index.js';
import type { WithheldField } from '../api/ask.js';
import { FIELD_OF, type KnownClient } from './known-client.js';

/** A release that would tell attributes of a client. */
export interface Sharpening {
  readonly attributes: readonly Attribute[];
  readonly withheld: WithheldField;
}

/** Which releases would tell these attributes, and which of them no unit keeps. What is released but empty is neither. */
export function sharpening(unknown: readonly Attribute[], { withheld, person }: KnownClient): { readonly by: readonly Sharpening[]; readonly askTheClient: readonly Attribute[] } {
  const found = new Map<string, { attributes: Attribute[]; withheld: WithheldField }>();
  for (const attribute of unknown) {
    const field = withheld.get(FIELD_OF[attribute] ?? '');
    if (!field) continue;
    const known = found.get(field.category);
    if (known) known.attributes.push(attribute);
    else found.set(field.category, { attributes: [attribute], withheld: field });
  }
  return { by: [...found.values()], askTheClient: unknown.filter((attribute) => person[attribute] === undefined && !withheld.has(FIELD_OF[attribute] ?? '')) };
}
