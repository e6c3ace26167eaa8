/** The legal spheres (Rechtskreise) in which units act; domain B.0. The same Rechtskreis never means the same unit. */
export const RECHTSKREISE = {
  SGB_II: 'Grundsicherung für Arbeitsuchende (SGB II)',
  SGB_III: 'Arbeitsförderung (SGB III)',
  SGB_VIII: 'Kinder- und Jugendhilfe (SGB VIII)',
  SGB_XII_ASYLBLG: 'Sozialhilfe und Asylbewerberleistungen (SGB XII, AsylbLG)',
  AUFENTHG_ASYLG: 'Aufenthalts- und Asylrecht (AufenthG, AsylG)',
  STAG: 'Staatsangehörigkeitsrecht (StAG)',
  SCHULG_NRW: 'Schulrecht (SchulG NRW)',
  OEGDG_NRW: 'Öffentlicher Gesundheitsdienst (ÖGDG NRW)',
  INTV_DEUFOEV: 'Integrations- und Berufssprachkurse (IntV, DeuFöV)',
  KIM_TINTG: 'Kommunales Integrationsmanagement (TIntG)',
  DURCHSTARTEN: 'Landesprogramm Durchstarten in Ausbildung und Arbeit',
} as const;

export type Rechtskreis = keyof typeof RECHTSKREISE;
