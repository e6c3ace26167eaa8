import { Cefr, Municipality } from '../../enums.js';
import { Refusal } from '../../errors.js';
import { Format } from '../entry.js';
import { day, oneOf, someOf, text, Unreadable, wholeNumber, yesNo } from '../keeping/fields.js';
import type { Question } from '../match.js';

const READERS: Readonly<Record<string, (value: string) => unknown>> = {
  text: text(200), level: oneOf(Cefr), levelFrom: someOf(Cefr), levelTo: someOf(Cefr), startsFrom: day, startsUntil: day, municipalities: someOf(Municipality),
  near: oneOf(Municipality), withinKm: wholeNumber(0, 1_000), formats: someOf(Format), childcare: yesNo, womenOnly: yesNo, age: wholeNumber(0, 120),
  providers: (value) => value.split('|'), fundedBy: (value) => value.split('|'), freePlaces: wholeNumber(0, 10_000), waitingDays: wholeNumber(0, 3_650), ended: yesNo,
  kinds: (value) => value.split('|'),
};

/** A filter as a web address says it: the names of the GraphQL filter, several values with a bar between them. @throws Refusal for what is none */
export function filterOf(parameters: URLSearchParams): Question['filter'] {
  return Object.fromEntries([...parameters].map(([name, value]) => {
    if (!Object.hasOwn(READERS, name)) throw new Refusal('BAD_REQUEST', `Unbekannt / unknown: ${name.slice(0, 50)}; ${Object.keys(READERS).join(', ')}`);
    try {
      return [name, READERS[name]!(value)];
    } catch (error) {
      if (error instanceof Unreadable) throw new Refusal('BAD_REQUEST', `${name}: ${error.message}`);
      throw error;
    }
  }));
}
