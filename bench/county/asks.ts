import type { Ask, Contender, Shape } from '../measure.js';

/** What the view shows, by the agency that knows it: five agencies. */
export const VIEW = {
  'case-management': 'name birthDate registration { municipality registeredOn }',
  jobcenter: 'benefits { regime since } labourProfile { education occupations }',
  'language-courses': 'languageLevel { level takenOn } enrolments { state beginsOn course { kind provider freePlaces } }',
  'school-entry': 'schoolPlacement { beschult firstDay }',
  'immigration-office': 'residence { title validUntil } workPermission { access validUntil }',
};

/** What a client's children are shown with, found by another agency than the fields. */
export const CHILD = {
  'case-management': 'name birthDate',
  'language-courses': 'enrolments { state course { title provider municipality freePlaces } }',
  'school-entry': 'schoolPlacement { beschult classType } kita { provider state }',
};
/** Of the clients themselves, where their children are shown. */
export const PARENT = {
  'case-management': 'name household { adults minors singleParent } children { id }',
  'language-courses': 'enrolments { state course { title provider municipality freePlaces } }',
};

export const COURSE =
  'id title provider kind levelFrom levelTo startsOn endsOn schedule municipality capacity freePlaces waiting lessons childcare formats description';

const fields = (byAgency: Readonly<Record<string, string>>): string => Object.values(byAgency).join(' ');
const page = (content: string, first = '$first'): string =>
  `query Page(${first === '$first' ? '$first: Int!, ' : ''}$after: String) { clients(first: ${first}, after: $after) { edges { node { ${content} } } pageInfo { endCursor } } }`;

const view = (id: string): Ask => ({ endpoint: 'view', query: `query View($id: ID!) { client(id: $id) { ${fields(VIEW)} } }`, variables: { id } });
const clients = (first: number, after: string | null = null): Ask => ({ endpoint: 'clients', query: page(fields(VIEW)), variables: { first, after } });
const FAMILIES: Ask = {
  endpoint: 'families',
  query: page(`${fields(PARENT)} children { ${fields(CHILD)} }`, '25'), // written out: a variable could be 100, which is more than the limit of cost allows
  variables: { first: 25, after: null },
};
const CATALOGUE: Ask = { endpoint: 'catalogue', query: `{ courses(first: 50) { edges { node { ${COURSE} } } pageInfo { endCursor } } }`, variables: {} };

const PAGE = 100;

/** The loads of the county. `released`: who released what the view shows. */
export function countyShapes(released: readonly string[], callers: number): readonly Shape[] {
  const views = async (): Promise<readonly Ask[]> => released.slice(0, 80).map(view);
  const grown = (size: number): Shape => ({
    name: `growth ${size}`, what: `${size} clients${size > PAGE ? `, in pages of ${PAGE}` : ''}`, callers: 2, clients: Math.min(size, PAGE),
    asks: (contender) => pages(contender, size),
  });
  return [
    { name: 'view', what: 'one client, fields of five agencies', callers, asks: views },
    { name: 'caseload', what: 'a hundred clients with the same fields, three of ten of whom released nothing', callers, asks: async () => [clients(PAGE)] },
    { name: 'catalogue', what: 'a page of fifty courses, nobody’s data', callers, asks: async () => [CATALOGUE] },
    { name: 'nested', what: '25 clients, their courses, their children, and their children’s courses and schools: six levels', callers, asks: async () => [FAMILIES] },
    ...[1, 10, 100, 1_000].map(grown),
    ...[1, 4, 16, 64, 256].map((users): Shape => ({ name: `users ${users}`, what: `the view, ${users} callers at once`, callers: users, asks: views })),
    { name: 'half load', what: 'the view, at a steady half of the rate served to the usual callers', callers, half: true, asks: views },
  ];
}

/** Asks for so many clients; beyond a page, for one page after the other by the contender's own cursors. */
async function pages({ origin, headers, body }: Contender, size: number): Promise<readonly Ask[]> {
  const asks: Ask[] = [];
  for (let rest = size, after: string | null = null; rest > 0; rest -= PAGE) {
    const ask = clients(Math.min(rest, PAGE), after);
    asks.push(ask);
    if (rest <= PAGE) break;
    const answer = await fetch(`${origin}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: body(ask) });
    const { data } = (await answer.json()) as { data: { clients: { pageInfo: { endCursor: string } } } };
    after = data.clients.pageInfo.endCursor;
  }
  return asks;
}
