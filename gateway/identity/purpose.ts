import { isPurpose, PURPOSES, type Purpose } from '../../consent/core/index.js';
import { Refusal } from '../server/refusal.js';

/** The purpose that a caller names, or `null` for none. @throws Refusal `PURPOSE_UNKNOWN`, with the list. */
export function purposeFrom(value: string | null): Purpose | null {
  if (value === null) return null;
  const purpose = value.trim();
  if (isPurpose(purpose)) return purpose;
  const purposes = Object.keys(PURPOSES);
  throw new Refusal(
    400,
    'PURPOSE_UNKNOWN',
    {
      de: `Der Zweck in X-Purpose-Of-Use ist unbekannt; genau einer von diesen ist anzugeben: ${purposes.join(', ')}.`,
      en: `The purpose in X-Purpose-Of-Use is unknown; name exactly one of these: ${purposes.join(', ')}.`,
    },
    {},
    { purposes },
  );
}

/** Letters, digits, punctuation, symbols and plain spaces: nothing that could forge a line of a log. */
const PRINTABLE = /^[\p{L}\p{N}\p{P}\p{S} ]{1,64}$/u;

/** The occasion (Vorgang, Aktenzeichen) of a request, or `null` for none. @throws Refusal `OCCASION_INVALID`. */
export function occasionFrom(value: string | null): string | null {
  if (value === null) return null;
  const occasion = value.trim();
  if (PRINTABLE.test(occasion)) return occasion;
  throw new Refusal(400, 'OCCASION_INVALID', {
    de: 'Der Anlass in X-Occasion muss aus 1 bis 64 druckbaren Zeichen bestehen, etwa ein Aktenzeichen.',
    en: 'The occasion in X-Occasion must have 1 to 64 printable characters, such as a case reference.',
  });
}
