/** Every automatic check with its rule: one line each, complete by type. */
import type { CHECKS, CheckName } from '../../../../../contract/check-list.ts'
import type { Rule } from './look.ts'
import * as partner from './partner.ts'
import * as validation from './pre-validation.ts'

type AutomaticCheck = { [C in CheckName]: (typeof CHECKS)[C]['kind'] extends 'automatic' ? C : never }[CheckName]

export const RULES: Partial<Record<CheckName, Rule>> = {
  ...partner,
  ...validation,
} satisfies Record<AutomaticCheck, Rule>
