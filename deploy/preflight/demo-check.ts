import pg from 'pg';
import { blocks, type Finding } from './finding.js';

/** Invented people must not stand among real ones: each database that is named is looked into. Nothing of its address is told but the name. */
export const demoFindings = (urls: readonly string[]): Promise<readonly Finding[]> => Promise.all(urls.map(async (url) => {
  const name = URL.canParse(url) ? new URL(url).pathname.slice(1) : 'DATABASE_URL';
  const demo = await holdsDemoData(url);
  if (demo === null) {
    return blocks('DEMO_DATA', false, `Die Datenbank ${name} ist nicht erreichbar; ob Demodaten darin sind, ist offen.`, `The database ${name} cannot be reached; whether it holds demo data is open.`);
  }
  return blocks('DEMO_DATA', !demo, `In der Datenbank ${name} sind Demodaten; mit einer leeren beginnen.`, `The database ${name} holds demo data; begin with an empty one.`);
}));

/** Whether the demo county was loaded; `null` if the database cannot be asked. */
async function holdsDemoData(url: string): Promise<boolean | null> {
  try {
    const connection = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    connection.on('error', () => undefined); // the query under way fails too
    await connection.connect();
    try {
      const { rows: [row] } = await connection.query<{ demo: boolean }>(`select to_regclass('demo_county') is not null as demo`);
      return row!.demo;
    } finally {
      await connection.end();
    }
  } catch {
    return null;
  }
}
