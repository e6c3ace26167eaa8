export { callerFromHeaders, callerFromProcess } from './caller.js';
export { ALGORITHMS, createIdentity, type Algorithm, type ClaimNames, type Identity, type IdentityOptions } from './identity.js';
export { backChannelLogout, type LogoutOptions } from './back-channel-logout.js';
export { shareRevocations, type RevocationStore } from './shared-revocations.js';
export { RevocationList, type Revocation, type Revocations } from './revocations.js';
export { STEP_UP_FIELDS, stepUpRequired, type StepUpOptions } from './step-up.js';
