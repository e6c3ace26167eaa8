import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Always, Open } from '../../subgraphs/kit/decorators.js';
import { PageInfo } from '../../subgraphs/kit/paging.js';

/** A client as the caller knows them. */
@Directive('@key(fields: "id")')
@ObjectType({ description: 'Klientin oder Klient / Client', simpleResolvers: true })
export class Client {
  @Open('a pseudonym that means nothing outside the asking unit')
  @Always(() => ID, 'Pseudonym der anfragenden Stelle / Pseudonym of the asking unit')
  id: string;
}

const OWN_CLIENTS = "the asking unit's own clients";

@Open(OWN_CLIENTS)
@ObjectType({ simpleResolvers: true })
export class ClientEdge {
  @Always(() => Client, 'Klientin oder Klient / Client')
  node: Client;

  @Always(() => String, 'Zeiger / Cursor')
  cursor: string;
}

@Open(OWN_CLIENTS)
@ObjectType({ description: 'Eine Seite der eigenen Klientinnen und Klienten / A page of the own clients', simpleResolvers: true })
export class ClientConnection {
  @Always(() => [ClientEdge], 'Einträge / Entries')
  edges: readonly ClientEdge[];

  @Field(() => PageInfo, { description: 'Seitenangaben / Page information' })
  pageInfo: PageInfo;
}
