import { Kind, parse, type SelectionSetNode } from 'graphql';
import type { TicketClaims } from '../../consent/ticket/index.js';
import type { Received } from '../kit/recording-proxy.js';

/** One field that an agency was asked for, of one client. */
export interface Requested {
  readonly subgraph: string;
  /** The agency's own pseudonym. */
  readonly client: string;
  /** Names as in the schema, whatever the request called them, such as `enrolments.state`. */
  readonly path: string;
}

/** Every field of every client that agencies were asked for, read from the wire without the gateway's own code. */
export function requestedOf(received: readonly Received[]): Requested[] {
  return received.flatMap(({ subgraph, query, variables }) => {
    const [operation] = parse(query).definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`No operation: ${query}`);
    return operation.selectionSet.selections.flatMap((node) => {
      if (node.kind !== Kind.FIELD || node.name.value !== '_entities') return [];
      const [argument] = node.arguments!;
      if (argument!.value.kind !== Kind.VARIABLE) throw new Error(`Representations are no variable: ${query}`);
      const representations = variables[argument!.value.name.value] as { __typename: string; id: string }[];
      const clients = representations.filter(({ __typename }) => __typename === 'Client');
      return clients.flatMap(({ id }) => pathsIn(node.selectionSet!).map((path) => ({ subgraph, client: id, path })));
    });
  });
}

function pathsIn({ selections }: SelectionSetNode, above = ''): string[] {
  return selections.flatMap((node): string[] => {
    if (node.kind === Kind.FRAGMENT_SPREAD) throw new Error('Requests carry no named fragments');
    if (node.kind === Kind.INLINE_FRAGMENT) return pathsIn(node.selectionSet, above);
    if (node.name.value === '__typename') return [];
    const path = above + node.name.value;
    return [path, ...(node.selectionSet ? pathsIn(node.selectionSet, `${path}.`) : [])];
  });
}

/** The ticket that a request carried, `null` for none; what it claims, not whether it is genuine. */
export function ticketOf({ extensions }: Received): TicketClaims | null {
  const token = extensions['releaseTicket'] as string | undefined;
  return token === undefined ? null : (JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString('utf8')) as TicketClaims);
}
