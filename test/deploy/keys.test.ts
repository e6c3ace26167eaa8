import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadKeys } from '../../deploy/keys.js';

describe('the development keys', () => {
  const folder = mkdtempSync(join(tmpdir(), 'freigabe-keys-'));
  const file = join(folder, 'home', 'keys.json');
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are made once and readable by their owner only', () => {
    const first = loadKeys(file);
    const second = loadKeys(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(second.pseudonyms).toEqual(first.pseudonyms);
    expect(second.log.equals(first.log)).toBe(true);
    expect(second.password('freigabe_consent_app')).toBe(first.password('freigabe_consent_app'));
  });

  it('give every database role a password of its own', () => {
    const { password } = loadKeys(file);
    expect(password('freigabe_consent_app')).not.toBe(password('freigabe_consent_owner'));
  });
});
