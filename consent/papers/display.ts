import { UNITS, type NamedPerson, type UnitCode } from '../core/index.js';
import type { ConsentDocument, SignatoryCapacity } from '../lifecycle/document.js';
import { PaperError } from './paper-error.js';

/** What a paper shows and the register does not know: names and addresses, as the caller gives them for this one print. */
export interface PaperDisplay {
  readonly client: { readonly name: string; readonly dateOfBirth: string | null };
  /** File reference (Aktenzeichen) of the office that prints. */
  readonly fileReference: string;
  /** Names of the persons whom the consent names by their id. */
  readonly personNames: Readonly<Record<string, string>>;
  /** Names of those who sign besides the client, by capacity; missing ones are left to be written by hand. */
  readonly signatoryNames: Readonly<Partial<Record<SignatoryCapacity, string>>>;
  /** Office that keeps the declaration and takes a withdrawal, and its data protection officer: name, address, telephone. */
  readonly contact: string;
  readonly dataProtectionOfficer: string;
  /** One-time code with which a named unit links its own file; `null` if there is none. */
  readonly linkingCode: string | null;
  /** The other direction of a two-way release, a consent of its own; `null` for one way. */
  readonly otherDirection: ConsentDocument | null;
}

/** @throws PaperError `UNIT_UNKNOWN`: an unknown code on a paper would release to nobody knows whom. */
export function unitName(code: UnitCode): string {
  const unit = UNITS.get(code);
  if (!unit) throw new PaperError('UNIT_UNKNOWN', `Die Stelle ${code} gibt es nicht: Code der Stelle prüfen`, `there is no unit ${code}: check its code`);
  return unit.name;
}

/** Names of the persons of one unit, in the order of the consent. @throws PaperError `NAME_MISSING`: nobody can release an unnamed person. */
export const personsOf = (unit: UnitCode, persons: readonly NamedPerson[], { personNames }: PaperDisplay): string[] =>
  persons.filter((named) => named.unit === unit).map(({ person }) => {
    if (Object.hasOwn(personNames, person)) return personNames[person]!;
    throw new PaperError('NAME_MISSING', `Der Name der Person ${person} fehlt: in personNames angeben`, `the name of person ${person} is missing: give it in personNames`);
  });

const day = new Intl.DateTimeFormat('de-DE', { timeZone: 'Europe/Berlin', day: '2-digit', month: '2-digit', year: 'numeric' });
const dayAndTime = new Intl.DateTimeFormat('de-DE', { timeZone: 'Europe/Berlin', day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit' });
const time = new Intl.DateTimeFormat('de-DE', { timeZone: 'Europe/Berlin', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

const isMidnight = (at: number): boolean => time.format(at) === '00:00';

/** A beginning: the day, and the time of day if it is not midnight. The office's calendar and clock, in every language. */
export const fromText = (at: number): string => (isMidnight(at) ? day.format(at) : dayAndTime.format(at));

/** An end, which is out (half-open): an end at midnight is told as the last day that still counts. */
export const toText = (at: number): string => (isMidnight(at) ? day.format(at - 1) : dayAndTime.format(at));
