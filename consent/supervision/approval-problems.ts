import { problem } from '../api/caller-client.js';

export const OWN_REQUEST = problem('OWN_REQUEST', 'Zustimmen muss eine zweite Person derselben Stelle', 'A second person of the same unit has to approve');
export const ALREADY_APPROVED = problem('ALREADY_APPROVED', 'Dem wurde schon zugestimmt', 'It was approved already');
