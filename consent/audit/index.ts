export * from './chain.js';
export { signCheckpoint, type Checkpoint } from './checkpoints.js';
export * from './entry.js';
export * from './findings.js';
export * from './log-rows.js';
export * from './start-checkpoints.js';
export * from './verify-chain.js';
