import 'reflect-metadata';
import { Directive, Field, FieldResolver } from 'type-graphql';
import type { Category } from '../../consent/core/index.js';

export type TypeOf = NonNullable<Parameters<typeof Field>[0]>;

/** Personal data of a category: it leaves only to whom the owner unit grants that category (promise P1). On a class: every field of it. */
export const Protected = (category: Category) => Directive(`@consent(category: ${JSON.stringify(category)})`);

/** Not personal data, and why. On a class: every field of it that says nothing else. */
export const Open = (because: string) => Directive(`@open(because: ${JSON.stringify(because)})`);

/** A column shown as a field that may be null, as every protected field must: withheld looks like not there. `description`: German / English. */
export const Shown = (type: TypeOf, description: string) => Field(type, { nullable: true, description });

/** A resolver of a field that may be null. `description`: German / English. */
export const Resolved = (type: TypeOf, description: string) => FieldResolver(type, { nullable: true, description });

/** A field that is always there; open data only. `description`: German / English. */
export const Always = (type: TypeOf, description: string) => Field(type, { description });
