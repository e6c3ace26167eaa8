export { callerFromHeaders, callerFromProcess } from './caller.js';
export { ALGORITHMS, createIdentity, type Algorithm, type ClaimNames, type Identity, type IdentityOptions } from './identity.js';
