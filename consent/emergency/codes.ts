/** On what ground an expert is asked for advice about somebody who is not named. */
export const CONSULTATION_GROUNDS = {
  KKG_4_ABS_2: { de: '§ 4 Abs. 2 KKG: Beratung durch eine insoweit erfahrene Fachkraft', en: '§ 4 (2) KKG: advice by an experienced expert' },
  SGB_VIII_8B_ABS_1: { de: '§ 8b Abs. 1 SGB VIII: Anspruch auf Beratung', en: '§ 8b (1) SGB VIII: claim to advice' },
} as const;
export type ConsultationGround = keyof typeof CONSULTATION_GROUNDS;

/** What gives cause for concern: codes only, none so rare that it would point at a person (domain C.9, B5). */
export const INDICATIONS = {
  VERNACHLAESSIGUNG: { de: 'Vernachlässigung', en: 'Neglect' },
  KOERPERLICHE_GEWALT: { de: 'Körperliche Gewalt', en: 'Physical violence' },
  SEELISCHE_GEWALT: { de: 'Seelische Gewalt', en: 'Emotional violence' },
  SEXUALISIERTE_GEWALT: { de: 'Sexualisierte Gewalt', en: 'Sexualised violence' },
  MITERLEBTE_GEWALT: { de: 'Miterlebte häusliche Gewalt', en: 'Witnessed domestic violence' },
  AUFSICHT_FEHLT: { de: 'Fehlende Aufsicht', en: 'Lack of supervision' },
  SELBSTGEFAEHRDUNG: { de: 'Selbstgefährdung', en: 'Danger to oneself' },
} as const;
export type Indication = keyof typeof INDICATIONS;

/** On what ground a Jugendamt is notified. */
export const NOTIFICATION_GROUNDS = {
  KKG_4_ABS_3: { de: '§ 4 Abs. 3 KKG: Kindeswohlgefährdung', en: '§ 4 (3) KKG: a child’s welfare is in danger' },
  STGB_34: { de: '§ 34 StGB: gegenwärtige, nicht anders abwendbare Gefahr', en: '§ 34 StGB: present danger that cannot be averted otherwise' },
} as const;
export type NotificationGround = keyof typeof NOTIFICATION_GROUNDS;

export const REVIEW_OUTCOMES = {
  GERECHTFERTIGT: { de: 'Gerechtfertigt', en: 'Justified' },
  NICHT_GERECHTFERTIGT: { de: 'Nicht gerechtfertigt: was noch offen ist, endet sofort', en: 'Not justified: what is still open ends at once' },
} as const;
export type ReviewOutcome = keyof typeof REVIEW_OUTCOMES;

export const NOTICE_STATES = {
  OFFEN: { de: 'Die Klientin oder der Klient ist zu benachrichtigen', en: 'The client is to be informed' },
  AUFGESCHOBEN: { de: 'Begründet aufgeschoben', en: 'Deferred, with a reason' },
  ERFOLGT: { de: 'Erfolgt', en: 'Done' },
} as const;
export type NoticeState = keyof typeof NOTICE_STATES;
