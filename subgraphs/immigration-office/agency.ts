import type { Agency } from '../kit/agency.js';
import { Client } from './client.js';
import { ClientResolver } from './client.resolver.js';
import { createLoaders, type Loaders } from './loaders.js';
import { ImmigrationOfficeRecords } from './migrations/2026-07-01-records.js';
import { PerspectiveCheck } from './perspective-check.entity.js';
import { Residence, ResidenceObligation, WorkPermission } from './residence.entity.js';
import { ResidenceResolver } from './residence.resolver.js';
import { StatusViewResolver } from './status-view.resolver.js';

/** Immigration and naturalisation offices of the county and of the city of Detmold: providers of a few narrow fields. */
export const immigrationOffice: Agency<Loaders> = {
  name: 'immigration-office',
  database: 'immigration_office',
  port: 4105,
  entities: [Residence, WorkPermission, ResidenceObligation, PerspectiveCheck],
  migrations: [ImmigrationOfficeRecords],
  resolvers: [ClientResolver, ResidenceResolver, StatusViewResolver],
  entryTypes: [Client],
  references: {},
  createLoaders,
};
