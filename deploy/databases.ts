import pg from 'pg';

/** The six databases: one per agency, and the consents with their access log. */
export const DATABASES = [
  'consent', 'case_management', 'jobcenter', 'language_courses', 'school_entry', 'immigration_office',
] as const;
export type DatabaseName = (typeof DATABASES)[number];

export interface DatabaseUrls {
  /** Owns the database and runs its migrations. */
  readonly ownerUrl: string;
  /** What the running program uses: reads and writes rows, creates nothing, reaches no other database. */
  readonly appUrl: string;
}
export interface ConsentUrls extends DatabaseUrls {
  /** What the keeper of the access log uses; no gateway has it. */
  readonly keeperUrl: string;
}
export type Databases = Readonly<Record<DatabaseName, DatabaseUrls>> & { readonly consent: ConsentUrls };

export interface ProvisionOptions {
  readonly password: (role: string) => string;
  /** Appended to the names of the databases, not of the roles (which belong to the whole cluster). */
  readonly suffix?: string;
  readonly only?: readonly DatabaseName[];
}

export const ownerOf = (name: DatabaseName) => `freigabe_${name}_owner`;
export const appOf = (name: DatabaseName) => `freigabe_${name}_app`;
/** Integrates and signs the access log in the database `consent`. */
export const KEEPER = 'freigabe_consent_keeper';

/** Creates databases and least-privilege roles, and whatever of them is missing; safe to run at every start and by many at once. */
export async function provision(superUrl: string, { password, suffix = '', only = DATABASES }: ProvisionOptions): Promise<Databases> {
  const client = new pg.Client({ connectionString: superUrl });
  await client.connect();
  try {
    // Roles are shared by the cluster: two provisioners at once would collide in the catalogue.
    await client.query(`SELECT pg_advisory_lock(hashtext('freigabe provision'))`);
    for (const name of only) {
      await role(client, ownerOf(name), password(ownerOf(name)));
      await role(client, appOf(name), password(appOf(name)));
      if (name === 'consent') await role(client, KEEPER, password(KEEPER));
      await database(client, name + suffix, name);
    }
    return databaseUrls(superUrl, { password, suffix, only });
  } finally {
    await client.end();
  }
}

/** Where `provision` puts the databases. */
export const databaseUrls = (superUrl: string, { password, suffix = '', only = DATABASES }: ProvisionOptions): Databases =>
  Object.fromEntries(only.map((name) => [name, {
    ownerUrl: urlFor(superUrl, ownerOf(name), password(ownerOf(name)), name + suffix),
    appUrl: urlFor(superUrl, appOf(name), password(appOf(name)), name + suffix),
    ...(name === 'consent' && { keeperUrl: urlFor(superUrl, KEEPER, password(KEEPER), name + suffix) }),
  }])) as unknown as Databases;

async function role(client: pg.Client, name: string, password: string): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [name]);
  // A new role may nothing but log in. An account that is no superuser may change the password of its roles, and nothing else.
  const attributes = `PASSWORD ${client.escapeLiteral(password)}`;
  const quoted = client.escapeIdentifier(name);
  await client.query(rowCount ? `ALTER ROLE ${quoted} ${attributes}` : `CREATE ROLE ${quoted} LOGIN NOINHERIT ${attributes}`);
}

async function database(client: pg.Client, database: string, name: DatabaseName): Promise<void> {
  const quoted = client.escapeIdentifier(database);
  const owner = client.escapeIdentifier(ownerOf(name));
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
  if (!rowCount) {
    // An external server lets a non-superuser give a database away only to a role it is a member of.
    await client.query(`GRANT ${owner} TO CURRENT_USER`);
    await client.query(`CREATE DATABASE ${quoted} OWNER ${owner} TEMPLATE template0 ENCODING 'UTF8'
      LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'`);
  }
  await client.query(`REVOKE ALL ON DATABASE ${quoted} FROM PUBLIC`);
  const users = [appOf(name), ...(name === 'consent' ? [KEEPER] : [])].map((user) => client.escapeIdentifier(user));
  await client.query(`GRANT CONNECT ON DATABASE ${quoted} TO ${users.join(', ')}`);
}

/** The same server, another role and database. */
export function urlFor(url: string, user: string, password: string, database: string): string {
  const target = new URL(url);
  target.username = encodeURIComponent(user);
  target.password = encodeURIComponent(password);
  target.pathname = `/${database}`;
  return target.href;
}
