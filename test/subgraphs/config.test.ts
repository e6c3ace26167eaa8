import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../subgraphs/kit/index.js';

const jwk = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' });
const keys = JSON.stringify({ keys: [{ ...jwk, kid: 'k1' }] });
const valid = { DATABASE_URL: 'postgresql://app:secret@127.0.0.1/jobcenter', TICKET_PUBLIC_KEYS: keys };

test('takes the agency\'s own port and safe defaults', () => {
  const config = readConfig(4102, valid);
  expect({ ...config, ticketKeys: [...config.ticketKeys.keys()] }).toEqual({
    port: 4102, host: '127.0.0.1', databaseUrl: valid.DATABASE_URL, databasePool: 10, releaseRecordDays: 180, ticketKeys: ['k1'], tls: null, introspection: false,
  });
});

test('reads secrets from files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'freigabe-config-'));
  writeFileSync(join(folder, 'url'), `${valid.DATABASE_URL}\n`);
  writeFileSync(join(folder, 'keys'), keys);
  const config = readConfig(4102, { DATABASE_URL_FILE: join(folder, 'url'), TICKET_PUBLIC_KEYS_FILE: join(folder, 'keys') });
  rmSync(folder, { recursive: true });
  expect([config.databaseUrl, config.ticketKeys.size]).toEqual([valid.DATABASE_URL, 1]);
});

test('lists every problem at once', () => {
  const read = () => readConfig(4102, { PORT: '70000', DATABASE_POOL: 'many', RELEASE_RECORD_DAYS: '181', TICKET_PUBLIC_KEYS: '{"keys":[]}', INTROSPECTION: 'yes' });
  for (const name of ['PORT', 'DATABASE_POOL', 'RELEASE_RECORD_DAYS', 'DATABASE_URL', 'TICKET_PUBLIC_KEYS', 'INTROSPECTION']) expect(read).toThrow(new RegExp(`- ${name}: .+ / `));
});

test('does not switch introspection on in production', () => {
  expect(() => readConfig(4102, { ...valid, INTROSPECTION: 'true', NODE_ENV: 'production' })).toThrow(/not in production/);
  expect(readConfig(4102, { ...valid, INTROSPECTION: 'true' }).introspection).toBe(true);
});

test('does not repeat a secret in its complaint', () => {
  expect(() => readConfig(4102, { ...valid, DATABASE_URL: 'mysql://app:hush@host/x' })).toThrow(expect.objectContaining({ message: expect.not.stringContaining('hush') }));
});
