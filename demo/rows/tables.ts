import type { UnitCode } from '../../consent/core/index.js';
import type { Client } from '../client.js';
import type { County } from '../county.js';
import type { Day } from '../dates.js';
import { random } from '../random.js';
import type { Random } from '../random.js';

/** A row by column name; lists and objects become arrays and jsonb. */
export type Row = Readonly<Record<string, unknown>>;

/** The rows of a database by table, in an order that foreign keys allow. */
export type Tables = Readonly<Record<string, readonly Row[]>>;

/** An agency's pseudonym of a client, from the internal id. */
export type Pseudonym = (clientId: string) => string;

/** The county's clients as rows of one agency. */
export type AgencyRows = (county: County, pseudonym: Pseudonym) => Tables;

/** The columns that every protected table has. `number` tells several rows of one owner apart. */
export const record = (client: string, owner: UnitCode, recordedOn: Day, columns: Row, number = 1): Row => ({
  id: `${client}/${owner}/${number}`, client, owner, recorded_on: recordedOn, ...columns,
});

/** The generator for what only one agency's rows say of a client. */
export const detail = ({ seed }: County, topic: string, { id }: Client): Random => random(seed, topic, id);

/** The day a relation began. */
export const dayOf = (at: number): Day => new Date(at).toISOString().slice(0, 10);
