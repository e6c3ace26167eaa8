import type { Agency } from '../kit/agency.js';
import { Client } from './client.js';
import { ClientResolver } from './client.resolver.js';
import { KitaNeed } from './kita.entity.js';
import { createLoaders, type Loaders } from './loaders.js';
import { SchoolEntryRecords } from './migrations/2026-07-01-records.js';
import { ProcessChainStep, SchoolHoliday } from './school-year.entity.js';
import { SchoolYearResolver } from './school-year.resolver.js';
import { HealthExam, SchoolAdvice, SchoolBiography, SchoolPlacement } from './school.entity.js';

/** Seiteneinstiegsberatung, Schulaufsicht and school authorities, Gesundheitsamt, and the five youth offices. */
export const schoolEntry: Agency<Loaders> = {
  name: 'school-entry',
  database: 'school_entry',
  port: 4104,
  entities: [SchoolAdvice, SchoolPlacement, SchoolBiography, HealthExam, KitaNeed, SchoolHoliday, ProcessChainStep],
  migrations: [SchoolEntryRecords],
  resolvers: [ClientResolver, SchoolYearResolver],
  entryTypes: [Client],
  references: {},
  createLoaders,
};
