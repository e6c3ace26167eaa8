/** Why a caller asks (domain B.7); sent as `X-Purpose-Of-Use`. There is no wildcard. */
export const PURPOSES = {
  ANKOMMENSGESPRAECH: { de: 'Ankommensgespräch', en: 'Arrival talk' },
  CM_DURCHFUEHRUNG: { de: 'Durchführung des Case Managements', en: 'Case management' },
  FALLKONFERENZ: { de: 'Fallkonferenz', en: 'Case conference' },
  SPRACHEINSTUFUNG: { de: 'Spracheinstufung', en: 'Language placement test' },
  KURSVERMITTLUNG: { de: 'Kursvermittlung', en: 'Finding a course' },
  ARBEITSBERATUNG: { de: 'Arbeitsberatung', en: 'Job counselling' },
  MASSNAHMENZUSTEUERUNG: { de: 'Zusteuerung in Maßnahmen', en: 'Referral to measures' },
  SCHULPLATZ: { de: 'Schulplatz', en: 'School place' },
  KITAPLATZ: { de: 'Kitaplatz', en: 'Childcare place' },
  RECHTSKREISWECHSEL: { de: 'Rechtskreiswechsel', en: 'Change of legal sphere' },
  AUFENTHALTSPERSPEKTIVE_25A_25B: { de: 'Aufenthaltsperspektive §§ 25a, 25b AufenthG', en: 'Residence perspective, §§ 25a, 25b AufenthG' },
  EINBUERGERUNG: { de: 'Einbürgerung', en: 'Naturalisation' },
  FAMILIENNACHZUG: { de: 'Familiennachzug', en: 'Family reunification' },
  WOHNEN: { de: 'Wohnen', en: 'Housing' },
  GESUNDHEITSHILFE: { de: 'Gesundheitshilfe', en: 'Health support' },
} as const;

export type Purpose = keyof typeof PURPOSES;

export const isPurpose = (code: string): code is Purpose => Object.hasOwn(PURPOSES, code);
