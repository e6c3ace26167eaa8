import { AGENCIES } from '../../subgraphs/agencies.js';
import { composeFile, composeText, lasting } from '../kit/compose-file.js';

const compose = composeFile();
const services = Object.entries(compose.services);

describe('docker-compose.yml', () => {
  it('has the database, the gateway, the keeper of its log, a witness, an identity provider and every agency', () => {
    expect(lasting(compose).map(([name]) => name).sort()).toEqual(
      ['postgres', 'gateway', 'log-keeper', 'witness', 'identity-provider', ...AGENCIES.map(({ name }) => name)].sort());
  });

  it.each(services)('runs %s with as little as possible', (_name, service) => {
    expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
    expect(service.user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    expect(service.cap_add ?? []).toEqual([]);
    expect(service.privileged ?? false).toBe(false);
  });

  it.each(lasting(compose))('knows whether %s is well', (_name, { healthcheck }) => {
    expect(healthcheck?.test[0]).toBe('CMD');
  });

  it('holds no secret: whatever is one comes from a file', () => {
    const text = composeText();
    expect(text).not.toMatch(/postgres(ql)?:\/\/[^\s]*:[^\s]*@/);
    for (const [name, { environment = {} }] of services) {
      for (const [variable, value] of Object.entries(environment)) {
        const sensitive = /PASSWORD|SECRET|KEY|DATABASE_URL|ADMIN_URL/.test(variable);
        expect([name, variable, !sensitive || value.startsWith('/run/secrets/')]).toEqual([name, variable, true]);
      }
    }
  });

  it.each(services)('gives %s the secrets that it reads, and no others', (_name, { environment = {}, secrets = [] }) => {
    const read = Object.values(environment).flatMap((value) => /^\/run\/secrets\/(\w+)$/.exec(value)?.[1] ?? []);
    expect([...secrets].sort()).toEqual(read.sort());
    for (const secret of secrets) expect(compose.secrets[secret]?.file).toBe(`./secrets/${secret}`);
  });

  it('lets no two agencies reach each other, and none reach the internet', () => {
    for (const { name } of AGENCIES) {
      const mine = compose.services[name]!.networks;
      for (const network of mine) expect(compose.networks[network]?.internal).toBe(true);
      const others = services.filter(([other, { networks }]) => other !== name && networks.some((network) => mine.includes(network)));
      expect(others.map(([other]) => other).sort()).toEqual(['gateway', 'postgres']);
    }
  });

  it('publishes ports to this machine only', () => {
    for (const [, { ports = [] }] of services) for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  });
});
