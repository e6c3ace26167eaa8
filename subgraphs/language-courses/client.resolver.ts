import { Ctx, Resolver, Root } from 'type-graphql';
import type { AgencyContext } from '../kit/agency.js';
import { Protected, Resolved } from '../kit/decorators.js';
import { newest } from '../kit/reader.js';
import { Client } from './client.js';
import { CourseEntitlement } from './course-entitlement.entity.js';
import { Enrolment } from './enrolment.entity.js';
import { LanguageLevel, LanguageTestDetail } from './language-level.entity.js';
import type { Loaders } from './loaders.js';
import { SupportPlan } from './support-plan.entity.js';

type Context = AgencyContext<Loaders>;

@Resolver(() => Client)
export class ClientResolver {
  @Protected('LANGUAGE_LEVEL')
  @Resolved(() => LanguageLevel, 'Sprachniveau / Language level')
  languageLevel(@Root() { id }: Client, @Ctx() { loaders }: Context): Promise<LanguageLevel | null> {
    return newest(loaders.languageLevels, id);
  }

  @Protected('LANGUAGE_TEST_DETAIL')
  @Resolved(() => LanguageTestDetail, 'Einzelergebnisse des Sprachtests / Details of the language test')
  languageTestDetail(@Root() { id }: Client, @Ctx() { loaders }: Context): Promise<LanguageTestDetail | null> {
    return newest(loaders.languageTestDetails, id);
  }

  @Protected('SUPPORT_PLAN_LANG')
  @Resolved(() => SupportPlan, 'Sprachförderplan / Language support plan')
  supportPlan(@Root() { id }: Client, @Ctx() { loaders }: Context): Promise<SupportPlan | null> {
    return newest(loaders.supportPlans, id);
  }

  @Protected('COURSE_ENTITLEMENT')
  @Resolved(() => [CourseEntitlement], 'Kursberechtigungen und -verpflichtungen / Course entitlements and obligations')
  courseEntitlements(@Root() { id }: Client, @Ctx() { loaders }: Context): Promise<readonly CourseEntitlement[]> {
    return loaders.courseEntitlements.load(id);
  }

  @Protected('COURSE_ENROLMENT')
  @Resolved(() => [Enrolment], 'Kursanmeldungen / Course enrolments')
  enrolments(@Root() { id }: Client, @Ctx() { loaders }: Context): Promise<readonly Enrolment[]> {
    return loaders.enrolments.load(id);
  }
}
