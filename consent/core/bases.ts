/** Kinds of legal basis (domain C.9), in the order in which they are looked for (promise P1). */
export const BASIS_KINDS = ['OWN_DATA', 'EMERGENCY', 'STATUTE', 'CONSENT'] as const;

export type BasisKind = (typeof BASIS_KINDS)[number];

/** Why one category of one client may leave an owner; `id` names the consent, the flow or the emergency record. */
export interface Basis {
  readonly kind: BasisKind;
  readonly id: string | null;
}
