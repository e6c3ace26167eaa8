import type { Self } from './caller.js';
import type { ProtectedField } from './response-plan.js';

/** What supervision is told of an access besides (docs/supervision.md): that something was the same, never what. */
export type Hint = 'SAME_SURNAME' | 'NEIGHBOUR';

/** Upper and lower case, accents and house numbers make no other name or street. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/ß/g, 'ss').replace(/\s+\d+\s*[a-z]?$/, '').trim();

/** What a released field has in common with the person who asked; `null`: nothing. */
export function hintOf({ path, category }: ProtectedField, value: unknown, { familyName, locality }: Self): Hint | null {
  if (category === 'IDENTITY_CORE' && path.endsWith('.name') && familyName !== null && typeof value === 'string') {
    return plain(value).split(/[\s-]+/).some((part) => plain(familyName).split(/[\s-]+/).includes(part) && part.length > 2) ? 'SAME_SURNAME' : null;
  }
  if (category === 'CONTACT' && locality !== null && typeof value === 'object' && value !== null) {
    return Object.values(value).some((part) => typeof part === 'string' && plain(part) === plain(locality)) ? 'NEIGHBOUR' : null;
  }
  return null;
}
