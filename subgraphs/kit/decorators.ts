import 'reflect-metadata';
import { Directive } from 'type-graphql';
import type { Category } from '../../consent/core/index.js';

/** Personal data of a category: it leaves only to whom the owner unit grants that category (promise P1). On a class: every field of it. */
export const Protected = (category: Category) => Directive(`@consent(category: ${JSON.stringify(category)})`);

/** Not personal data, and why. On a class: every field of it that says nothing else. */
export const Open = (because: string) => Directive(`@open(because: ${JSON.stringify(because)})`);
