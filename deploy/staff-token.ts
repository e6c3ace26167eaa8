import { isRole, ROLES, UNITS, type Role, type UnitCode } from '../consent/core/index.js';
import { staff } from '../demo/staff.js';
import { DeployError } from './deploy-error.js';
import { CLIENT_ID, STAFF_GRANT } from './identity-provider.js';

export interface StaffIdentity {
  readonly unit: UnitCode;
  readonly role: Role;
  readonly person: string;
}

/** Who is meant; without a person the first of the demo staff with this unit and role. @throws DeployError listing what is known */
export function staffIdentity(unit: string | undefined, role: string | undefined, person: string | undefined): StaffIdentity {
  if (!unit || !UNITS.has(unit)) throw unknown('--unit', unit, UNITS.keys());
  if (!role || !isRole(role)) throw unknown('--role', role, Object.keys(ROLES));
  const member = person ?? staff(1).find((one) => one.unit === unit && one.role === role)?.person;
  if (member === undefined) {
    throw new DeployError('CONFIG',
      `In der Demo hat ${unit} niemanden mit der Rolle ${role}. Mit --person eine Person nennen.`,
      `Nobody at ${unit} has the role ${role} in the demo. Name a person with --person.`);
  }
  return { unit, role, person: member };
}

const unknown = (option: string, value: string | undefined, known: Iterable<string>) =>
  new DeployError('CONFIG',
    value ? `${option} ${value} gibt es nicht. Bekannt sind:` : `${option} fehlt. Bekannt sind:`,
    `${value ? `${option} ${value} does not exist` : `${option} is missing`}. Known are:\n  ${[...known].join('\n  ')}`);

/** A bearer token of the embedded identity provider, as any OAuth client gets one: discovery, then the token endpoint. */
export async function staffToken(provider: string, clientSecret: string, { unit, role, person }: StaffIdentity): Promise<string> {
  const credentials = Buffer.from(`${CLIENT_ID}:${clientSecret}`).toString('base64');
  const response = await answerOf(provider, async () => {
    const discovery = await fetch(new URL('/.well-known/openid-configuration', provider));
    const { token_endpoint: endpoint } = (await discovery.json()) as { token_endpoint: string };
    return fetch(endpoint, {
      method: 'POST',
      headers: { authorization: `Basic ${credentials}` },
      body: new URLSearchParams({ grant_type: STAFF_GRANT, unit, role, person }),
    });
  });
  const body = (await response.json()) as { access_token?: string; error_description?: string };
  if (body.access_token) return body.access_token;
  throw new DeployError('NO_PROVIDER',
    `Der Anmeldedienst ${provider} gibt kein Token: ${body.error_description ?? response.status}. Läuft er mit demselben FREIGABE_HOME?`,
    `The identity provider ${provider} gives no token: ${body.error_description ?? response.status}. Does it run with the same FREIGABE_HOME?`);
}

async function answerOf(provider: string, ask: () => Promise<Response>): Promise<Response> {
  try {
    return await ask();
  } catch (error) {
    throw new DeployError('NO_PROVIDER',
      `Der Anmeldedienst ${provider} antwortet nicht. Erst npm start, dann das Token.`,
      `The identity provider ${provider} does not answer. Run npm start first, then ask for the token.`, { cause: error });
  }
}
