export * from './bases.js';
export * from './categories.js';
export * from './purposes.js';
export * from './rechtskreise.js';
export * from './records.js';
export * from './release.js';
export * from './roles.js';
export * from './units.js';
