/** What a person does at their unit; comes with the identity token. */
export const ROLES = {
  /** Works on clients' files (Sachbearbeitung, Beratung, Lehrkraft). */
  CASE_WORKER: { de: 'Sachbearbeitung und Beratung', en: 'case work and advice', personalData: true, accessLog: false },
  /** Leads a client's case; told the reasons of a refusal for clients they are responsible for. */
  CASE_MANAGER: { de: 'Fallmanagement', en: 'case management', personalData: true, accessLog: false },
  /** Datenschutzbeauftragte (Art. 37–39 GDPR): reads the access log of the own unit, no client data. */
  DPO: { de: 'Datenschutzbeauftragte', en: 'data protection', personalData: false, accessLog: true },
  /** Koordination: steers structures and catalogues, no client data. */
  COORDINATOR: { de: 'Koordination', en: 'coordination', personalData: false, accessLog: false },
} as const;

export type Role = keyof typeof ROLES;

export const isRole = (code: string): code is Role => Object.hasOwn(ROLES, code);

/** Roles that read client data at all; only they can be a function to which a client releases. */
export const RECEIVING_ROLES: readonly Role[] = (Object.keys(ROLES) as Role[]).filter((role) => ROLES[role].personalData);
