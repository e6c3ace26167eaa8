import type { Reader } from '../kit/reader.js';
import { PerspectiveCheck } from './perspective-check.entity.js';
import { Residence, ResidenceObligation, WorkPermission } from './residence.entity.js';

/** What a request reads: the rows, the category they are granted under, the columns, and fields that are worked out from them. */
export const createLoaders = ({ records }: Reader) => ({
  residences: records(Residence, 'RESIDENCE_TITLE', ['storedTitle', 'validUntil', 'firstIssuedOn'], { 'StatusView.validUntil': ['validUntil'] }),
  workPermissions: records(WorkPermission, 'WORK_PERMISSION', ['access', 'conditions', 'validUntil'], { 'StatusView.workAccess': ['access'] }),
  residenceObligations: records(ResidenceObligation, 'RESIDENCE_OBLIGATION', ['kind', 'place', 'until']),
  perspectiveChecks: records(PerspectiveCheck, 'PERSPECTIVE_CHECK', [
    'kind', 'requestedBy', 'missingDocuments', 'nextSteps', 'result', 'tandemAppointment',
  ]),
});

export type Loaders = ReturnType<typeof createLoaders>;
