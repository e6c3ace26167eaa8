import type { Agency } from '../kit/agency.js';
import { Case } from './case.entity.js';
import { Client } from './client.js';
import { ClientResolver } from './client.resolver.js';
import { ContactDirectoryEntry } from './contact-directory.entity.js';
import { ContactDirectoryResolver } from './contact-directory.resolver.js';
import { Contact, Registration } from './contact.entity.js';
import { DeadlineResolver } from './deadlines/deadline.resolver.js';
import { DeadlineBasis, DeadlineRule, Milestone } from './deadlines/deadline.types.js';
import { Goal } from './goal.entity.js';
import { ChildLink, Household, LegalRepresentative } from './household.entity.js';
import { HouseholdResolver, LegalRepresentativeResolver } from './household.resolver.js';
import { LanguageNeeds } from './language-needs.entity.js';
import { createLoaders, type Loaders } from './loaders.js';
import { CaseManagementRecords } from './migrations/2026-07-01-records.js';
import { Deadlines } from './migrations/2026-11-22-deadlines.js';
import { Monitoring } from './migrations/2026-11-22-monitoring.js';
import { DeadlineAges } from './migrations/2026-11-23-deadline-ages.js';
import { MonitoringResolver } from './monitoring/monitoring.resolver.js';
import { GoalFigure } from './monitoring/monitoring.types.js';
import { publishFigures } from './monitoring/publish.js';
import { HealthNeeds, PsychosocialNeeds } from './needs.entity.js';
import { Origin, Person } from './person.entity.js';

/** Case management of Kreis Lippe and of the city of Detmold, and Teilhabemanagement of Netzwerk Lippe. */
export const caseManagement: Agency<Loaders> = {
  name: 'case-management',
  database: 'case_management',
  port: 4101,
  entities: [
    Person, Origin, Contact, Registration, LanguageNeeds, Household, ChildLink, LegalRepresentative, Case, DeadlineBasis, DeadlineRule, Milestone, GoalFigure, Goal,
    PsychosocialNeeds, HealthNeeds, ContactDirectoryEntry,
  ],
  migrations: [CaseManagementRecords, Deadlines, Monitoring, DeadlineAges],
  resolvers: [ClientResolver, DeadlineResolver, MonitoringResolver, HouseholdResolver, LegalRepresentativeResolver, ContactDirectoryResolver],
  entryTypes: [Client],
  references: {},
  chore: async (em, today) => void (await publishFigures(em, today)),
  createLoaders,
};
