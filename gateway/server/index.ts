export { createAdmission, DEFAULT_ADMISSION, UNLIMITED, type AdmissionOptions, type Share } from './admission.js';
export { createExplorer } from './explorer/explorer.js';
export { graphqlEndpoint } from './graphql-endpoint.js';
export { DEFAULT_HTTP, type HttpOptions } from './http-options.js';
export { DEFAULT_LIMITS, limitRules, tooManyTokens, type OperationLimits } from './limits.js';
export { jsonLines, type Logger } from './logger.js';
export { createPipeline, type Operation, type Pipeline } from './pipeline.js';
export { Refusal, type RefusalCode } from './refusal.js';
export { createHttpServer, type HttpServer } from './server.js';
