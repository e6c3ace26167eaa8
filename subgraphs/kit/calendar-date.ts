import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

/** Every month has the days up to the 28th; only of later ones the calendar is asked. */
const SHAPE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const IN_EVERY_MONTH = '28';

/** A day of the calendar, ISO 8601 `yyyy-mm-dd`, without time or zone; the database hands it over as such a text. */
export const CalendarDate = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'Kalendertag, JJJJ-MM-TT (ISO 8601) / Calendar day, yyyy-mm-dd (ISO 8601)',
  serialize: read,
  parseValue: read,
  parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : null),
});

function read(value: unknown): string {
  if (typeof value === 'string' && SHAPE.test(value) && (value.slice(8) <= IN_EVERY_MONTH || isInCalendar(value))) return value;
  throw new GraphQLError('Kein Kalendertag; als JJJJ-MM-TT angeben / Not a calendar day; write it as yyyy-mm-dd');
}

const isInCalendar = (day: string): boolean => new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day) ?? false;
