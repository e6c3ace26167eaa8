const VIEW = /* GraphQL */ `
  fragment View on Client {
    name
    birthDate
    registration { municipality registeredOn }
    benefits { regime since }
    labourProfile { education occupations }
    languageLevel { level takenOn }
    enrolments { state beginsOn course { kind provider freePlaces } }
    schoolPlacement { beschult firstDay }
    residence { title validUntil }
    workPermission { access validUntil }
  }
`;

/** One client, five agencies. */
export const UNIFIED_VIEW = `query UnifiedView($id: ID!) { client(id: $id) { ...View } } ${VIEW}`;

/** A hundred clients, three of ten of whom released nothing. */
export const CASELOAD = `query Caseload { clients(first: 100) { edges { node { ...View } } } } ${VIEW}`;
