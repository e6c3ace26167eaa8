import { readDeployConfig } from '../../deploy/config.js';

describe('the configuration of npm start', () => {
  it('needs nothing', () => {
    expect(readDeployConfig({})).toMatchObject({ port: 4000, subgraphPorts: 4101, identityProviderPort: 4100, externalServers: null, production: false });
  });

  it('takes one external server for all databases, or another one for some', () => {
    const config = readDeployConfig({ DATABASE_URL: 'postgres://admin@db.example/postgres', DATABASE_URL_JOBCENTER: 'postgres://admin@jc.example/postgres' });
    expect(config.externalServers).toMatchObject({ consent: 'postgres://admin@db.example/postgres', jobcenter: 'postgres://admin@jc.example/postgres' });
  });

  it('lists every problem at once', () => {
    const wrong = { PORT: '70000', SUBGRAPH_PORTS: 'many', DEMO_TODAY: 'tomorrow', DATABASE_URL_CONSENT: 'mysql://x' };
    for (const name of [...Object.keys(wrong), 'DATABASE_URL_SCHOOL_ENTRY']) {
      expect(() => readDeployConfig(wrong)).toThrow(expect.objectContaining({ code: 'CONFIG', message: expect.stringContaining(name) }));
    }
  });
});
