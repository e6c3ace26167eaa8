import { BROKEN } from './broken.js';
import { DEFAULT_DENY } from './default-deny.js';
import { FUNCTIONS } from './functions.js';
import { MINORS } from './minors.js';
import { SCENARIOS } from './scenarios.js';
import { DIRECTION, SCOPE, TIME } from './scope.js';
import { EXCLUSIONS, PROFESSIONAL_SECRETS, SPECIAL_CATEGORIES } from './secrets.js';
import { EMERGENCIES, NEVER_LIST, STATUTES } from './statutes.js';
import { OWN_DATA, RELATIONS, ROLES_AND_UNITS } from './who.js';
import type { Table } from './words.js';

/** The hand-written tables, in the order of the published files. */
export const TABLES: readonly Table[] = [
  DEFAULT_DENY, ROLES_AND_UNITS, OWN_DATA, RELATIONS, SCOPE, DIRECTION, TIME, PROFESSIONAL_SECRETS, SPECIAL_CATEGORIES, EXCLUSIONS, NEVER_LIST, STATUTES,
  EMERGENCIES, BROKEN, MINORS, SCENARIOS, FUNCTIONS,
];
