// One process that reserves for its share of the people, all at once, each over a connection of its own: told by its arguments
// where, what and for whom; prints each answer as it comes. Killed (SIGKILL) after so many answers, with others under way.
import pg from 'pg';

const [url, item, provider, first, last, fatal] = process.argv.slice(2);
const numbers = Array.from({ length: Number(last) - Number(first) }, (_, index) => Number(first) + index);
const pool = new pg.Pool({ connectionString: url, max: numbers.length });
let answered = 0;
await Promise.all(numbers.map(async (number) => {
  const { rows } = await pool.query(
    `select act_on_place('RESERVE', $1, $2, $3, 'KREIS_SERVICESTELLE', $4, '72 hours', '7 days') as answer`, [item, `client-${number}`, provider, `key-${number}`]);
  process.stdout.write(`${number} ${JSON.stringify(rows[0].answer)}\n`);
  answered += 1;
  if (answered === Number(fatal)) process.kill(process.pid, 'SIGKILL');
}));
await pool.end();
