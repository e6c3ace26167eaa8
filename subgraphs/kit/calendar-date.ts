import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

const SHAPE = /^\d{4}-\d{2}-\d{2}$/;

/** A day of the calendar, ISO 8601 `yyyy-mm-dd`, without time or zone; the database hands it over as such a text. */
export const CalendarDate = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'Kalendertag, JJJJ-MM-TT (ISO 8601) / Calendar day, yyyy-mm-dd (ISO 8601)',
  serialize: read,
  parseValue: read,
  parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : null),
});

function read(value: unknown): string {
  if (typeof value === 'string' && SHAPE.test(value)) {
    const time = Date.parse(`${value}T00:00:00Z`);
    if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(value)) return value;
  }
  throw new GraphQLError('Kein Kalendertag; als JJJJ-MM-TT angeben / Not a calendar day; write it as yyyy-mm-dd');
}
