import { Ctx, Resolver, Root } from 'type-graphql';
import type { AgencyContext } from '../kit/agency.js';
import { CalendarDate } from '../kit/calendar-date.js';
import { Protected, Resolved } from '../kit/decorators.js';
import { newest } from '../kit/reader.js';
import { Case } from './case.entity.js';
import { Client } from './client.js';
import { Contact, Registration } from './contact.entity.js';
import { Gender, HealthNeed, PsychosocialNeed, TargetGroup } from './enums.js';
import { Goal } from './goal.entity.js';
import { LanguageNeeds } from './language-needs.entity.js';
import type { Loaders } from './loaders.js';

type Context = AgencyContext<Loaders>;

@Resolver(() => Client)
export class ClientResolver {
  @Protected('IDENTITY_CORE')
  @Resolved(() => String, 'Name / Name')
  async name(@Root() { id }: Client, @Ctx() { loaders }: Context): Promise<string | undefined> {
    return (await newest(loaders.persons, id))?.name;
  }

  @Protected('IDENTITY_CORE')
  @Resolved(() => CalendarDate, 'Geburtsdatum / Date of birth')
  async birthDate(@Root() { id }: Client, @Ctx() { loaders }: Context): Promise<string | null | undefined> {
    return (await newest(loaders.persons, id))?.birthDate;
  }

  @Protected('IDENTITY_CORE')
  @Resolved(() => Gender, 'Geschlecht / Gender')
  async gender(@Root() { id }: Client, @Ctx() { loaders }: Context): Promise<Gender | null | undefined> {
    return (await newest(loaders.persons, id))?.gender;
  }

  @Protected('NATIONALITY')
  @Resolved(() => [String], 'Staatsangehörigkeiten (ISO 3166-1 alpha-3) / Nationalities (ISO 3166-1 alpha-3)')
  async nationalities(@Root() { id }: Client, @Ctx() { loaders }: Context): Promise<string[] | undefined> {
    return (await newest(loaders.origins, id))?.nationalities;
  }

  @Protected('NATIONALITY')
  @Resolved(() => TargetGroup, 'Zielgruppe / Target group')
  async targetGroup(@Root() { id }: Client, @Ctx() { loaders }: Context): Promise<TargetGroup | null | undefined> {
    return (await newest(loaders.origins, id))?.targetGroup;
  }

  @Protected('CONTACT')
  @Resolved(() => Contact, 'Anschrift und Kontakt / Address and contact')
  contact(@Root() { id }: Client, @Ctx() { loaders }: Context): Promise<Contact | null> {
    return newest(loaders.contacts, id);
  }

  @Protected('CONTACT')
  @Resolved(() => Registration, 'Anmeldung in der Kommune / Registration in the municipality')
  registration(@Root() { id }: Client, @Ctx() { loaders }: Context): Promise<Registration | null> {
    return newest(loaders.registrations, id);
  }

  @Protected('LANGUAGE_NEEDS')
  @Resolved(() => LanguageNeeds, 'Sprachen und Dolmetschbedarf / Languages and need of an interpreter')
  languageNeeds(@Root() { id }: Client, @Ctx() { loaders }: Context): Promise<LanguageNeeds | null> {
    return newest(loaders.languageNeeds, id);
  }

  @Protected('CM_PROCESS')
  @Resolved(() => Case, 'Fall im Case Management / Case')
  case(@Root() { id }: Client, @Ctx() { loaders }: Context): Promise<Case | null> {
    return newest(loaders.cases, id);
  }

  @Protected('CM_GOALS')
  @Resolved(() => [Goal], 'Vereinbarte Ziele / Agreed goals')
  goals(@Root() { id }: Client, @Ctx() { loaders }: Context): Promise<readonly Goal[]> {
    return loaders.goals.load(id);
  }

  @Protected('PSYCHOSOCIAL')
  @Resolved(() => [PsychosocialNeed], 'Psychosozialer Unterstützungsbedarf / Psychosocial need of support')
  async psychosocialNeeds(@Root() { id }: Client, @Ctx() { loaders }: Context): Promise<PsychosocialNeed[] | undefined> {
    return (await newest(loaders.psychosocialNeeds, id))?.needs;
  }

  @Protected('HEALTH')
  @Resolved(() => [HealthNeed], 'Gesundheitlich bedingter Bedarf, ohne Diagnose / Need for reasons of health, without diagnosis')
  async healthNeeds(@Root() { id }: Client, @Ctx() { loaders }: Context): Promise<HealthNeed[] | undefined> {
    return (await newest(loaders.healthNeeds, id))?.needs;
  }
}
