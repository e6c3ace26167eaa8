/** What a person does at their unit; comes with the identity token. */
export const ROLES = {
  /** Works on clients' files (Sachbearbeitung, Beratung, Lehrkraft). */
  CASE_WORKER: { personalData: true, accessLog: false },
  /** Leads a client's case; told the reasons of a refusal for clients they are responsible for. */
  CASE_MANAGER: { personalData: true, accessLog: false },
  /** Datenschutzbeauftragte (Art. 37–39 GDPR): reads the access log of the own unit, no client data. */
  DPO: { personalData: false, accessLog: true },
  /** Koordination: steers structures and catalogues, no client data. */
  COORDINATOR: { personalData: false, accessLog: false },
} as const;

export type Role = keyof typeof ROLES;

export const isRole = (code: string): code is Role => Object.hasOwn(ROLES, code);
