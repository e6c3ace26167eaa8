import { CATEGORIES } from '../core/index.js';
import type { Terms } from './paper.js';
import type { Rule } from './rule.js';

const isOral = ({ form }: Terms): boolean => form === 'MUENDLICH_BESONDERE_UMSTAENDE';

/** Health, genetic and biometric data, and all else of Art. 9 Abs. 1 GDPR. */
const isSpecial = ({ categories }: Terms): boolean => categories.some((category) => CATEGORIES.get(category)?.tier === 'T5');

/** § 67b Abs. 2 SGB X: in writing or electronically; by word of mouth only where circumstances leave nothing else. */
export const FORM_RULES: readonly Rule[] = [
  {
    code: 'FORM_INSUFFICIENT', field: 'form', holds: (terms) => !(isOral(terms) && isSpecial(terms)),
    tells: () => [
      'Besondere Kategorien nur schriftlich oder elektronisch (§ 67b Abs. 2 SGB X)', 'special categories only in writing or electronically (§ 67b Abs. 2 SGB X)',
    ],
  },
  {
    code: 'CIRCUMSTANCES_MISSING', field: 'specialCircumstances',
    holds: (terms) => !isOral(terms) || isSpecial(terms) || (terms.specialCircumstances ?? '').trim() !== '',
    tells: () => [
      'Mündlich nur unter besonderen Umständen: angeben, warum eine Unterschrift nicht möglich ist', 'orally under special circumstances only: state why a signature is not possible',
    ],
  },
];
