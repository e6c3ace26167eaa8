import type { OwnValues } from '../plan/own-keys.js';
import { valueAt } from './json.js';
import { ID_KEY, TYPE_KEY, type FieldPlan, type ObjectPlan, type ProtectedField } from './response-plan.js';

type Data = Record<string, unknown>;

/** A response, and beside it what the gateway itself asked of its objects. */
export interface Response {
  readonly data: Data;
  readonly own: OwnValues;
}

/** A protected field where it stands in a response. One object serves for all of them: it changes with the next finding. */
export interface Finding {
  readonly field: ProtectedField;
  readonly object: Data;
  readonly key: string;
  readonly value: unknown;
  /** From the root to the field. */
  readonly path: readonly (string | number)[];
}

const clientIn = (object: Data, { own }: Response): string => String(own.get(object)?.[ID_KEY]);

/** The plan of what stands at a field, of whichever type it is. */
const planOf = ({ sole, below }: FieldPlan, object: Data, { own }: Response): ObjectPlan | undefined =>
  sole ?? below!.get(String(own.get(object)?.[TYPE_KEY]));

/** The ids, as the caller knows them, of the clients in a response. */
export function clientsIn(plan: ObjectPlan, response: Response): ReadonlySet<string> {
  const clients = new Set<string>();
  const walk = (object: Data, { isClient, fields }: ObjectPlan): void => {
    if (isClient) clients.add(clientIn(object, response));
    for (const field of fields) if (field.reachesClient) descend(valueAt(object, field.key), field);
  };
  const descend = (value: unknown, field: FieldPlan): void => {
    if (Array.isArray(value)) for (const element of value) descend(element, field);
    else if (value !== null && value !== undefined) {
      const plan = planOf(field, value as Data, response);
      if (plan) walk(value as Data, plan);
    }
  };
  walk(response.data, plan);
  return clients;
}

/**
 * Visits every protected field of a response in its order, with what is known of the client whose field it is; `null` outside
 * any client. A key that is absent was not requested (`@skip`, `@include`, another type).
 */
export function forEachProtected<Subject>(
  plan: ObjectPlan, response: Response, subjectOf: (client: string) => Subject, visit: (finding: Finding, subject: Subject | null) => void,
): void {
  const path: (string | number)[] = [];
  const finding: { -readonly [Part in keyof Finding]: Finding[Part] | null } = { field: null, object: null, key: null, value: null, path };
  const walk = (object: Data, { isClient, fields }: ObjectPlan, outer: Subject | null): void => {
    const subject = isClient ? subjectOf(clientIn(object, response)) : outer;
    for (const field of fields) {
      const { key } = field;
      const value = valueAt(object, key);
      if (value === undefined) continue;
      path.push(key);
      if (field.protected) {
        finding.field = field.protected;
        finding.object = object;
        finding.key = key;
        finding.value = value;
        visit(finding as Finding, subject);
      }
      if (field.below && value !== null) descend(value, field, subject);
      path.pop();
    }
  };
  const descend = (value: unknown, field: FieldPlan, subject: Subject | null): void => {
    if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index += 1) {
        path.push(index);
        if (value[index] !== null) descend(value[index], field, subject);
        path.pop();
      }
      return;
    }
    const plan = planOf(field, value as Data, response);
    if (plan) walk(value as Data, plan, subject);
  };
  walk(response.data, plan, null);
}
