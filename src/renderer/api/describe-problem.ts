/** Turns a problem into the sentence that the operator reads: the rule, the figure, the next step (law 12). */
import { refusalTexts as english } from '../../contract/refusal-texts/en.ts'
import { refusalTexts as chinese } from '../../contract/refusal-texts/zh-hant.ts'
import { fillSentence, type RefusalCode, type RefusalData, type RefusalFigures } from '../../contract/refusals.ts'
import { isTextKey, type Language, type Translate, translate } from '../i18n/text.tsx'
import { type Vocabulary, wordsOf } from '../i18n/use-words.ts'
import type { Problem } from './problem.ts'

/** Labels of the workflow profile in force; given by whoever has read it. */
export type ProfileWords = {
  status(code: string): string | null
  action(code: string): string | null
}

const NO_PROFILE: ProfileWords = { status: () => null, action: () => null }
let profileWords: ProfileWords = NO_PROFILE

/** Lets sentences use the profile's own words for statuses and actions. */
export function speakProfile(words: ProfileWords): void {
  profileWords = words
}

let ownNames: (key: string) => string | undefined = () => undefined

/** Lets sentences use the names that the desk gave its own roles, departments and entries of lists. */
export function speakOwnNames(names: (key: string) => string | undefined): void {
  ownNames = names
}

/** The sentence of a refusal, with codes among its figures replaced by words. */
export function describeRefusal(refusal: RefusalData, language: Language): string {
  const texts = language === 'en' ? english : chinese
  return fillSentence(texts[refusal.code], wordedFigures(refusal, translate(language)))
}

/** The sentence for a problem with a command. */
export function describeProblem(problem: Problem, language: Language): string {
  const t = translate(language)
  switch (problem.kind) {
    case 'refused':
      return describeRefusal(problem, language)
    case 'invalid':
      return t('problem.invalid', {
        issues: problem.issues.map(({ path, message }) => `${path} ${message}`).join('; '),
      })
    case 'conflict':
      return problem.by === null || problem.at === null
        ? t('problem.conflictSomebody')
        : t('problem.conflict', { by: problem.by, at: clockTime(problem.at, language) })
    case 'notSignedIn':
      return t(problem.reason === 'locked' ? 'problem.locked' : 'problem.signedOut')
    case 'fault':
      return t('problem.fault', { number: problem.errorNumber })
    case 'lineDown':
      return t('problem.lineDown')
  }
}

/** The sentence for a problem with reading: there is nothing that could have been done twice. */
export function describeReadProblem(problem: Problem, language: Language): string {
  return problem.kind === 'lineDown' ? translate(language)('problem.readLineDown') : describeProblem(problem, language)
}

const VOCABULARY_OF: Record<string, Vocabulary> = {
  permission: 'permission',
  department: 'department',
  own: 'department',
  type: 'paymentType',
  role: 'role',
  destinationKind: 'destination',
  destinationKinds: 'destination',
}

/** Catalogue that names a figure of one code, where the name alone does not tell: states of leaves are not those of batches. */
/** Catalogues that name a figure whatever the code: checks, what they found, what to do next. */
const CATALOGUES: Record<string, string> = {
  check: 'checks.name',
  next: 'checks.next',
  found: 'checks.value',
  needed: 'checks.value',
  fact: 'facts.name',
  list: 'lists.name',
}

const CATALOGUE_OF: Partial<Record<RefusalCode, { figure: string; catalogue: string }>> = {
  ADJUSTMENT_ACCOUNT: { figure: 'why', catalogue: 'days.adjust.why' },
  AUDIT_OPEN: { figure: 'what', catalogue: 'audits.open' },
  CHANNEL_CANNOT: { figure: 'why', catalogue: 'channels.why' },
  CHANNEL_CONTROL_OPEN: { figure: 'control', catalogue: 'channels.control' },
  TRANSFER_EXECUTED: { figure: 'status', catalogue: 'transfers.state' },
  FAILURE_STATE: { figure: 'status', catalogue: 'failures.state' },
  BATCH_STATE: { figure: 'status', catalogue: 'batches.state' },
  LEAF_STATE: { figure: 'status', catalogue: 'cheques.state' },
  INSTRUCTION_STATE: { figure: 'status', catalogue: 'batches.instruction' },
  SETTING_INVALID: { figure: 'key', catalogue: 'settings.key' },
  JOURNAL_OF_PAYMENT: { figure: 'kind', catalogue: 'ledger.journalKind' },
}

function wordedFigures({ code, figures }: RefusalData, t: Translate): RefusalFigures {
  const word = wordsOf(t, ownNames)
  const own = CATALOGUE_OF[code]
  return Object.fromEntries(
    Object.entries(figures).map(([name, figure]) => {
      if (typeof figure !== 'string') return [name, figure]
      const key = `${own?.catalogue}.${figure}`
      if (own?.figure === name && isTextKey(key)) return [name, t(key)]
      const catalogue = CATALOGUES[name]
      if (catalogue) return [name, catalogueWords(catalogue, figure, t)]
      const vocabulary = VOCABULARY_OF[name]
      if (vocabulary)
        return [
          name,
          figure
            .split(' | ')
            .map((code) => word(vocabulary, code))
            .join(' / '),
        ]
      if (name === 'status') return [name, profileWords.status(figure) ?? word('transactionStatus', figure)]
      if (name === 'action') return [name, profileWords.action(figure) ?? figure]
      return [name, figure]
    }),
  )
}

function catalogueWords(catalogue: string, codes: string, t: Translate): string {
  return codes
    .split(' | ')
    .map((code) => {
      const key = `${catalogue}.${code}`
      return isTextKey(key) ? t(key) : code
    })
    .join(', ')
}

function clockTime(at: number, language: Language): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-HK', { hour: '2-digit', minute: '2-digit' }).format(
    at,
  )
}
