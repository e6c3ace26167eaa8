import { generateKeyPairSync } from 'node:crypto';
import { decodeJwt } from 'jose';
import { startIdentityProvider } from '../../deploy/identity-provider.js';
import { staffIdentity, staffToken } from '../../deploy/staff-token.js';

describe('the token command', () => {
  it('takes the first of the demo staff where no person is named', () => {
    expect(staffIdentity('JOBCENTER_LIPPE', 'CASE_WORKER', undefined)).toEqual({ unit: 'JOBCENTER_LIPPE', role: 'CASE_WORKER', person: 'jc-101' });
  });

  it('keeps the person that is named', () => {
    expect(staffIdentity('JOBCENTER_LIPPE', 'CASE_WORKER', 'jc-105').person).toBe('jc-105');
  });

  it.each([
    ['an unknown unit', 'FINANZAMT', 'CASE_WORKER', 'ABH_DETMOLD'],
    ['a missing unit', undefined, 'CASE_WORKER', 'JOBCENTER_LIPPE'],
    ['an unknown role', 'JOBCENTER_LIPPE', 'ADMIN', 'CASE_MANAGER'],
    ['a unit called like a property of every object', '__proto__', 'CASE_WORKER', 'ABH_DETMOLD'],
  ])('lists what is known for %s', (_what, unit, role, listed) => {
    expect(() => staffIdentity(unit, role, undefined)).toThrow(expect.objectContaining({ code: 'CONFIG', message: expect.stringContaining(listed) }));
  });

  it('gets a token for that person', async () => {
    const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    const provider = await startIdentityProvider({ port: 0, key, clientSecret: 'secret-of-the-test', production: false });
    try {
      const identity = staffIdentity('ABH_DETMOLD', 'CASE_WORKER', undefined);
      const { unit, role, sub } = decodeJwt(await staffToken(provider.issuer, 'secret-of-the-test', identity));
      expect({ unit, role, person: sub }).toEqual(identity);
      await expect(staffToken(provider.issuer, 'of another installation', identity)).rejects.toMatchObject({ code: 'NO_PROVIDER' });
    } finally {
      await provider.stop();
    }
  });

  it('says that npm start has to run when the provider does not answer', async () => {
    const identity = staffIdentity('ABH_DETMOLD', 'CASE_WORKER', undefined);
    await expect(staffToken('http://127.0.0.1:1', 'secret', identity)).rejects.toMatchObject({ code: 'NO_PROVIDER', message: expect.stringContaining('npm start') });
  });
});
