export * from './protection-error.js';
export * from './read.js';
export * from './spec.js';
