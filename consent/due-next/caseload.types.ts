import { ObjectType } from 'type-graphql';
import { Protected, Shown } from '../../subgraphs/kit/decorators.js';
import { PageInfo } from '../../subgraphs/kit/paging.js';
import { Client } from '../api/client.js';

@Protected('CONSENT_META')
@ObjectType({ description: 'Klientin oder Klient in einer Liste / Client in a list' })
export class CaseloadEdge {
  @Shown(() => Client, 'Klientin oder Klient / Client')
  node: Client;

  @Shown(() => String, 'Zeiger / Cursor')
  cursor: string;
}

@Protected('CONSENT_META')
@ObjectType({ description: 'Seite der eigenen Klientinnen und Klienten / Page of own clients' })
export class CaseloadConnection {
  @Shown(() => [CaseloadEdge], 'Klientinnen und Klienten / Clients')
  edges: readonly CaseloadEdge[];

  @Shown(() => PageInfo, 'Seitenangaben / Page information')
  pageInfo: PageInfo;
}
