export { createGateway, type Gateway, type GatewayOptions } from './create-gateway.js';
export type { Caller, SubgraphAddress } from './engine.js';
export { releasableFields } from './release/releasable-fields.js';
export type { SubgraphAnswer, SubgraphRequest, SubgraphSource } from './release/subgraph-source.js';
export { createIdentity, type Identity, type IdentityOptions } from './identity/index.js';
export { DEFAULT_HTTP, DEFAULT_LIMITS, jsonLines, type HttpOptions, type Logger, type Operation, type OperationLimits } from './server/index.js';
