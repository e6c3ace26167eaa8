import type { GraphQLError } from 'graphql';
import { PURPOSES } from '../../consent/core/index.js';
import { requestError } from './faults.js';

export const purposeMissing = (): GraphQLError =>
  requestError(
    'PURPOSE_MISSING',
    `Die Abfrage betrifft personenbezogene Daten; den Zweck im Header X-Purpose-Of-Use angeben: ${Object.keys(PURPOSES).join(', ')}.`,
    'The operation concerns personal data; name the purpose in the header X-Purpose-Of-Use, one of those above.',
  );
