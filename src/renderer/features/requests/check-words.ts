/** The sentence of a check with its figures (R1-35…R1-41), and the counts of all checks together. */
import type { Check } from '../../../contract/requests.ts'
import { isTextKey, type Translate } from '../../i18n/text.tsx'

const RECHECK: readonly Check['check'][] = ['recheckDocuments', 'recheckBalance', 'recheckCall']

/** The three questions of the Backoffice re-check are answered, not found out. */
export function isRecheck({ check }: Check): boolean {
  return RECHECK.includes(check)
}

export function checkWords(check: Check, t: Translate): string {
  if (isRecheck(check)) {
    const key = `requests.check.${check.check}`
    return isTextKey(key) ? t(key) : check.check
  }
  if (check.check === 'documents' && check.figures.of === 0) return t('requests.check.documents.none')
  if (check.check === 'margin' && check.figures.level === '—') return t('requests.check.margin.none')
  if (check.check === 'destinationAge' && check.figures.days === 0) return t('requests.check.destinationAge.today')
  const key = `requests.check.${check.check}.${check.state}`
  return isTextKey(key) ? t(key, check.figures) : t(`requests.check.state.${check.state}`)
}

export type CheckCounts = { passed: number; todo: number; warnings: number }

export function countChecks(checks: readonly Check[]): CheckCounts {
  const count = (...states: Check['state'][]) => checks.filter(({ state }) => states.includes(state)).length
  return { passed: count('passed'), todo: count('toDo'), warnings: count('warning', 'failed') }
}
