import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../subgraphs/kit/index.js';
import { ticketKeyFile } from '../../subgraphs/kit/ticket-keys.js';

const jwk = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' });
const keys = JSON.stringify({ keys: [{ ...jwk, kid: 'k1' }] });
const valid = { DATABASE_URL: 'postgresql://app:secret@127.0.0.1/jobcenter', TICKET_PUBLIC_KEYS: keys };

test('takes the agency\'s own port and safe defaults', () => {
  const config = readConfig(4102, valid);
  expect({ ...config, ticketKeys: config.ticketKeys.get('k1')?.asymmetricKeyType }).toEqual({
    port: 4102, host: '127.0.0.1', databaseUrl: valid.DATABASE_URL, databasePool: 10, releaseRecordDays: 180, ticketKeys: 'ed25519', tls: null, introspection: false,
  });
});

test('reads secrets from files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'freigabe-config-'));
  writeFileSync(join(folder, 'url'), `${valid.DATABASE_URL}\n`);
  writeFileSync(join(folder, 'keys'), keys);
  const config = readConfig(4102, { DATABASE_URL_FILE: join(folder, 'url'), TICKET_PUBLIC_KEYS_FILE: join(folder, 'keys') });
  expect([config.databaseUrl, config.ticketKeys.get('k1')?.type]).toEqual([valid.DATABASE_URL, 'public']);
  rmSync(folder, { recursive: true });
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

test('takes ticket keys in and out while it runs, and keeps what it has when the new file cannot be read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'freigabe-ticket-keys-'));
  const file = join(folder, 'keys');
  const told: string[] = [];
  const put = (text: string): void => {
    writeFileSync(`${file}.new`, text);
    renameSync(`${file}.new`, file);
  };
  const known = (): string[] => ['k1', 'k2'].filter((kid) => ticketKeys.get(kid));
  put(keys);
  const ticketKeys = ticketKeyFile(file, (text) => told.push(text));
  expect(known()).toEqual(['k1']);
  put(JSON.stringify({ keys: [{ ...jwk, kid: 'k1' }, { ...jwk, kid: 'k2' }] }));
  expect(known()).toEqual(['k1', 'k2']);
  put('{"keys":');
  expect(known()).toEqual(['k1', 'k2']);
  expect(told).toEqual([expect.stringMatching(/^TICKET_PUBLIC_KEYS_FILE: .+ the keys known so far still count$/)]);
  unlinkSync(file);
  expect(known()).toEqual(['k1', 'k2']);
  put(JSON.stringify({ keys: [{ ...jwk, kid: 'k2' }] }));
  expect(known()).toEqual(['k2']);
  rmSync(folder, { recursive: true });
});
