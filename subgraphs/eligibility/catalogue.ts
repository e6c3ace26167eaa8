import { ARRIVAL } from './rules/arrival.js';
import { CHILDREN } from './rules/children.js';
import { DURCHSTARTEN } from './rules/durchstarten.js';
import { INTEGRATION_COURSE } from './rules/integration-course.js';
import { LANGUAGE } from './rules/language.js';
import { RESIDENCE } from './rules/residence.js';
import { WORK } from './rules/work.js';
import type { Rule } from './rule.js';
import type { Topic } from './topics.js';

/** The state of the law that was checked; later amendments are rules of their own that say so (domain, three layers of time). */
export const CHECKED_ON = '2026-04-29';

/** All rules; those of one topic in the order in which they decide. */
export const RULES: readonly Rule[] = [...ARRIVAL, ...DURCHSTARTEN, ...LANGUAGE, ...INTEGRATION_COURSE, ...WORK, ...RESIDENCE, ...CHILDREN];

const byTopic = new Map<Topic, Rule[]>();
for (const rule of RULES) for (const topic of rule.topics) byTopic.set(topic, [...(byTopic.get(topic) ?? []), rule]);

export const rulesOf = (topic: Topic): readonly Rule[] => byTopic.get(topic) ?? [];
