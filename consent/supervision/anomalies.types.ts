import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Always, Shown } from '../../subgraphs/kit/decorators.js';
import { PageInfo } from '../../subgraphs/kit/paging.js';
import { AnomalyRuleEnum } from './log-filter.types.js';

@ObjectType({ description: 'Zahl, auf der ein Hinweis beruht / Figure that a finding rests on' })
export class AnomalyFigure {
  @Always(() => String, 'Name')
  name: string;

  @Always(() => Int, 'Wert / Value')
  value: number;
}

@ObjectType({
  description: 'Hinweis einer Regel auf Ungewöhnliches: keine Bewertung einer Person, nur ein Anlass nachzusehen / ' +
    'A rule’s hint at the unusual: no judgement of a person, only a reason to look',
})
export class Anomaly {
  @Always(() => ID, 'Kennung / Id')
  id: string;

  @Always(() => AnomalyRuleEnum, 'Regel / Rule')
  rule: string;

  @Always(() => String, 'Was aufgefallen ist, mit Zahlen und Schwellen / What was noticed, with figures and thresholds')
  sentence: string;

  @Always(() => ID, 'Pseudonym der Person / Pseudonym of the person')
  person: string;

  @Shown(() => ID, 'Pseudonym der Klientin oder des Klienten; leer, wenn es um mehrere geht / Pseudonym of the client; empty if it is about several')
  client: string | null;

  @Always(() => String, 'Tag / Day')
  day: string;

  @Field(() => GraphQLISODateTime, { description: 'Erster Zugriff / First access' })
  from: Date;

  @Field(() => GraphQLISODateTime, { description: 'Letzter Zugriff / Last access' })
  to: Date;

  @Always(() => [AnomalyFigure], 'Zahlen und Schwellen / Figures and thresholds')
  figures: readonly AnomalyFigure[];
}

@ObjectType()
export class AnomalyEdge {
  @Always(() => Anomaly, 'Hinweis / Finding')
  node: Anomaly;

  @Always(() => String, 'Zeiger / Cursor')
  cursor: string;
}

@ObjectType({ description: 'Eine Seite Hinweise, neueste zuerst / A page of findings, newest first' })
export class AnomalyConnection {
  @Always(() => [AnomalyEdge], 'Hinweise / Findings')
  edges: readonly AnomalyEdge[];

  @Field(() => PageInfo, { description: 'Seitenangaben / Page information' })
  pageInfo: PageInfo;
}

@InputType({ description: 'Alles Angegebene muss zutreffen / All that is given must hold' })
export class AnomalyFilter {
  @Field(() => AnomalyRuleEnum, { nullable: true })
  rule?: string | null;

  @Field(() => ID, { nullable: true, description: 'Pseudonym der Person / Pseudonym of the person' })
  person?: string | null;

  @Field(() => ID, { nullable: true, description: 'Pseudonym der Klientin oder des Klienten / Pseudonym of the client' })
  client?: string | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Ab / From' })
  from?: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Bis (ausschließlich) / Until (exclusive)' })
  to?: Date | null;
}
