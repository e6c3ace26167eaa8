import type { ExecutionResult } from 'graphql';
import { valueAt } from './json.js';
import { ID_KEY, TYPE_KEY, type FieldPlan, type ObjectPlan, type ProtectedField } from './response-plan.js';

type Data = Record<string, unknown>;

/** Where something stands in the response; spelled out only when it has to be told. */
export interface Step {
  readonly parent: Step | null;
  readonly key: string | number;
}

/** One protected field of one object in the response. */
export interface Finding {
  /** The caller's id of the client whose field it is; `null` outside any client. */
  readonly client: string | null;
  readonly field: ProtectedField;
  readonly object: Data;
  readonly key: string;
  readonly step: Step;
}

/** What a response contains that needs a decision. */
export interface Findings {
  readonly clients: ReadonlySet<string>;
  readonly fields: readonly Finding[];
}

/**
 * Walks a response once, takes the gateway's own keys out of it, and lists its clients and protected fields. A key that is
 * absent was not requested (`@skip`, `@include`, another type).
 */
export function findProtected(plan: ObjectPlan, data: ExecutionResult['data']): Findings {
  const clients = new Set<string>();
  const fields: Finding[] = [];

  function walk(object: Data, { isClient, hasType, fields: plans }: ObjectPlan, client: string | null, parent: Step | null): void {
    const subject = isClient ? takeId(object) : client;
    if (hasType) delete object._freigabeType; // TYPE_KEY
    for (const { key, protected: field, below } of plans) {
      const value = valueAt(object, key);
      if (value === undefined) continue;
      const step = { parent, key };
      if (field) fields.push({ client: subject, field, object, key, step });
      if (below && value !== null) descend(value, below, subject, step);
    }
  }

  function takeId(object: Data): string {
    const id = String(object[ID_KEY]);
    delete object._freigabeId; // ID_KEY; added last, so that the object keeps its fast shape
    clients.add(id);
    return id;
  }

  function descend(value: unknown, below: NonNullable<FieldPlan['below']>, client: string | null, step: Step): void {
    if (Array.isArray(value)) {
      value.forEach((element: unknown, index) => element !== null && descend(element, below, client, { parent: step, key: index }));
      return;
    }
    const object = value as Data;
    const [only] = below.values();
    const plan = only && !only.hasType ? only : below.get(String(object[TYPE_KEY]));
    if (plan) walk(object, plan, client, step);
  }

  if (data) walk(data, plan, null, null);
  return { clients, fields };
}

/** The response path of a step. */
export function pathTo(step: Step): (string | number)[] {
  return [...(step.parent ? pathTo(step.parent) : []), step.key];
}
