/** The words of a check line: its figures with codes of facts said in words, its rule, what its failure does. */
import { CHECKS } from '../../../contract/check-list.ts'
import type { CheckLine } from '../../../contract/checks.ts'
import { isTextKey, type Translate } from '../../i18n/text.tsx'

/** A figure as people say it: amounts and dates stay, codes such as `kyc.pending` become words. */
export function figureWords(figure: string | number, t: Translate): string {
  if (typeof figure === 'number') return String(figure)
  return figure
    .split(' | ')
    .map((code) => {
      const key = `checks.value.${code}`
      return isTextKey(key) ? t(key) : code
    })
    .join(', ')
}

/** What there is and what the rule wants; `null` where a person has not answered yet. */
export function figureSentence({ figures }: CheckLine, t: Translate): string | null {
  const { found, needed } = figures
  if (found === undefined) return null
  if (needed === undefined) return figureWords(found, t)
  return t('checks.figures', { found: figureWords(found, t), needed: figureWords(needed, t) })
}

/** Rule numbers, and the code under which the client area knows the refusal. */
export function ruleWords({ check }: CheckLine, t: Translate): string {
  const { rules, code } = CHECKS[check]
  const rule = t('checks.rule', { rule: rules })
  return code === null ? rule : `${rule} · ${t('checks.code', { code: String(code) })}`
}

/** Names of the figures that went in, with their values. */
export function inputsOf({ figures }: CheckLine, t: Translate): { name: string; value: string }[] {
  return Object.entries(figures)
    .filter(([name]) => name.startsWith('in.'))
    .map(([name, value]) => {
      const key = `checks.input.${name.slice(3)}`
      return { name: isTextKey(key) ? t(key) : name.slice(3), value: figureWords(value, t) }
    })
}

export type LineCounts = { passed: number; todo: number; open: number; warnings: number }

export function countLines(lines: readonly CheckLine[]): LineCounts {
  const counts: LineCounts = { passed: 0, todo: 0, open: 0, warnings: 0 }
  for (const { state, outcome } of lines) {
    if (state === 'toDo') counts.todo++
    else if (state !== 'failed') counts.passed++
    else if (outcome === 'flag') counts.warnings++
    else counts.open++
  }
  return counts
}
