import type { Reader } from '../kit/reader.js';
import { PerspectiveCheck } from './perspective-check.entity.js';
import { Residence, ResidenceObligation, WorkPermission } from './residence.entity.js';

/** What a request reads: the rows, the category they are granted under, and the columns. */
export const createLoaders = ({ records }: Reader) => ({
  residences: records(Residence, 'RESIDENCE_TITLE', ['storedTitle', 'validUntil', 'firstIssuedOn'], { validUntil: ['Residence.validUntil', 'StatusView.validUntil'] }),
  workPermissions: records(WorkPermission, 'WORK_PERMISSION', ['access', 'conditions', 'validUntil'], { access: ['WorkPermission.access', 'StatusView.workAccess'] }),
  residenceObligations: records(ResidenceObligation, 'RESIDENCE_OBLIGATION', ['kind', 'place', 'until']),
  perspectiveChecks: records(PerspectiveCheck, 'PERSPECTIVE_CHECK', [
    'kind', 'requestedBy', 'missingDocuments', 'nextSteps', 'result', 'tandemAppointment',
  ]),
});

export type Loaders = ReturnType<typeof createLoaders>;
