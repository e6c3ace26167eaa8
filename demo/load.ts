import pg from 'pg';
import type { Pseudonyms } from '../consent/pseudonyms/pseudonyms.js';
import type { County } from './county.js';
import { AGENCIES, AGENCY_ROWS } from './rows.js';
import type { AgencyName } from './rows.js';
import { consentRows } from './rows/consent.js';
import type { Tables } from './rows/tables.js';

export interface LoadOptions {
  /** Owner of the consent database, migrated. */
  readonly consentUrl: string;
  /** Owners of the agencies' databases, migrated. */
  readonly agencyUrls: Readonly<Record<AgencyName, string>>;
  readonly pseudonyms: Pick<Pseudonyms, 'write'>;
  /** Told what was done, one line per database. */
  readonly onProgress?: (line: string) => void;
}

/** A database holds another demo county; two cannot be mixed, since their clients differ. */
export class OtherCountyLoaded extends Error {
  override readonly name = 'OtherCountyLoaded';
  readonly code = 'OTHER_COUNTY_LOADED';
  constructor(database: string, loaded: Mark, wanted: Mark) {
    super(
      `${database}: Hier liegt schon der Demo-Kreis ${text(loaded)}, nicht ${text(wanted)}; eine leere Datenbank verwenden. / ` +
        `${database}: the demo county ${text(loaded)} is loaded here, not ${text(wanted)}; use an empty database.`,
    );
  }
}

/** What tells one county from another. */
export interface Mark {
  readonly seed: number;
  readonly today: string;
}

const text = ({ seed, today }: Mark): string => `${seed}/${today}`;

/**
 * Fills the consent store and the five agencies with a county; the databases in parallel, each in one transaction.
 * A database that already holds this county is left as it is, so that a load that was cut off can be repeated.
 * @throws OtherCountyLoaded
 */
export async function loadCounty(county: County, { consentUrl, agencyUrls, pseudonyms, onProgress = () => undefined }: LoadOptions): Promise<void> {
  await Promise.all([
    once('consent', consentUrl, county, onProgress, () => consentRows(county)),
    ...AGENCIES.map((agency) => once(agency, agencyUrls[agency], county, onProgress, () => {
      const names = new Map(county.clients.map(({ id }) => [id, pseudonyms.write(`subgraph:${agency}`, id)]));
      return AGENCY_ROWS[agency](county, (id) => names.get(id)!);
    })),
  ]);
}

/** Fills one database in a transaction that also leaves the county's mark, unless the mark is there. */
async function once(database: string, url: string, wanted: Mark, onProgress: (line: string) => void, tables: () => Tables): Promise<void> {
  const connection = new pg.Client({ connectionString: url });
  await connection.connect();
  try {
    await connection.query('begin');
    await connection.query('create table if not exists demo_county (seed integer not null, today text not null)');
    await connection.query('lock table demo_county');
    const { rows: [loaded] } = await connection.query<Mark>('select seed, today from demo_county');
    if (loaded && text(loaded) !== text(wanted)) throw new OtherCountyLoaded(database, loaded, wanted);
    if (loaded) {
      onProgress(`${database}: Demo-Kreis ${text(wanted)} ist schon geladen / demo county ${text(wanted)} is already loaded`);
    } else {
      const count = await insert(tables(), connection);
      await connection.query('insert into demo_county (seed, today) values ($1, $2)', [wanted.seed, wanted.today]);
      onProgress(`${database}: ${count} Datensätze geladen / ${count} rows loaded`);
    }
    await connection.query('commit');
    if (!loaded) await connection.query('analyze');
  } finally {
    await connection.end(); // an open transaction ends with its connection
  }
}

/** One statement per table; the server turns JSON into the types of the columns. Columns a row leaves out keep their default. */
async function insert(tables: Tables, connection: pg.Client): Promise<number> {
  let count = 0;
  for (const [table, rows] of Object.entries(tables)) {
    const columns = Object.keys(rows[0] ?? {}).map((column) => connection.escapeIdentifier(column)).join(', ');
    if (columns === '') continue;
    const name = connection.escapeIdentifier(table);
    await connection.query(`insert into ${name} (${columns}) select ${columns} from jsonb_populate_recordset(null::${name}, $1::jsonb)`, [JSON.stringify(rows)]);
    count += rows.length;
  }
  return count;
}

/** Which county a database holds, so that a program that starts on a later day can go on with it; `null` for none. */
export async function loadedCounty(url: string): Promise<Mark | null> {
  const connection = new pg.Client({ connectionString: url });
  await connection.connect();
  try {
    const { rows: [table] } = await connection.query<{ exists: boolean }>(`select to_regclass('demo_county') is not null as exists`);
    return table!.exists ? (await connection.query<Mark>('select seed, today from demo_county')).rows[0] ?? null : null;
  } finally {
    await connection.end();
  }
}
