import { explainSystemError } from '../../deploy/deploy-error.js';
import { postgresFault } from '../../deploy/postgres-cluster.js';

const system = (code: string) => Object.assign(new Error(code), { code });

describe('faults of the machine', () => {
  it.each([
    ['ENOSPC', 'DISK_FULL'], ['EDQUOT', 'DISK_FULL'], ['EACCES', 'NO_PERMISSION'], ['EROFS', 'NO_PERMISSION'],
  ])('are told with what to do: %s', (code, told) => {
    expect(explainSystemError(system(code), '/data')).toMatchObject({ code: told, message: expect.stringContaining('/data') });
  });

  it('that are none come back as they were', () => {
    const bug = new TypeError('bug');
    expect(explainSystemError(bug, '/data')).toBe(bug);
  });

  it.each([
    ['FATAL:  could not write lock file "postmaster.pid": No space left on device', 'DISK_FULL'],
    ['LOG:  could not bind IPv4 address "127.0.0.1": Address already in use', 'PORT_TAKEN'],
    ['FATAL:  database files are incompatible with server', 'DATABASE_FAILED'],
  ])('are recognised in what PostgreSQL writes: %s', (output, code) => {
    expect(postgresFault('/data/postgres', output, 5432)).toMatchObject({ code });
  });
});
