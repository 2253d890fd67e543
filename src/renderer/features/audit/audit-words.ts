/** Words for what the audit log keeps as codes: actions, subjects and fields; a code without words is shown readably. */
import { requestNumber } from '../../../contract/ids.ts'
import { type Currency, formatMoney } from '../../../contract/money.ts'
import type { ProfileFacts } from '../../api/use-profile.ts'
import { isTextKey, type Translate } from '../../i18n/text.tsx'

/** What a value belongs to. */
export type ValueAbout = { subject: string; field: string; currency: Currency | null }
export type Subject = { label: string; href: string | null }
export type AuditWords = {
  /** `batch.release` → “Batch released”. */
  action(code: string): string
  /** `request:1042` → “WD-1042” and its page. */
  subject(text: string): Subject
  /** `releasedTo` → “released to”. */
  field(code: string): string
  /** A value of a field, in words where it is a code: `signedOnce` of a cheque → “Signed once”. */
  value(text: string, about: ValueAbout): string
}

/** Kinds of things that a record can be about. */
export const SUBJECT_KINDS = [
  'request',
  'customer',
  'account',
  'payment',
  'batch',
  'cheque',
  'chequeBook',
  'statement',
  'statementLine',
  'day',
  'audit',
  'balances',
  'books',
  'journal',
  'bankAccount',
  'operator',
  'setting',
  'calendar',
  'view',
  'file',
  'job',
  'proposal',
  'destination',
  'delegation',
  'notification',
  'template',
  'role',
  'department',
  'list',
] as const

const PAGES: Readonly<Record<string, (id: string) => string>> = {
  request: (id) => `/requests/${id}`,
  customer: (id) => `/customers/${id}`,
  account: (id) => `/accounts/${id}`,
  batch: (id) => `/batches/${id}`,
  audit: (id) => `/audits/${id}`,
  day: (id) => `/days/${id}`,
  cheque: () => '/cheques/register',
  chequeBook: () => '/cheques/books',
  operator: () => '/operators',
  role: () => '/rights',
  list: (id) => `/lists/${id.split('.')[0]}`,
  department: () => '/rights/departments',
  setting: () => '/settings',
  delegation: () => '/delegations',
  proposal: () => '/changes/decided',
  notification: () => '/messages',
  template: () => '/messages/texts',
  calendar: () => '/calendars',
}

/** The words in one language, with the profile's own for actions and statuses of requests. */
export function auditWords(
  t: Translate,
  profile: Pick<ProfileFacts, 'actionLabel' | 'statusLabel'>,
  own: (key: string) => string | undefined = () => undefined,
): AuditWords {
  const textOf = (key: string): string | null => own(key) ?? (isTextKey(key) ? t(key) : null)
  return {
    action: (code) => textOf(`audit.action.${code}`) ?? profileWords(code, profile) ?? spaced(code),
    subject: (text) => subjectOf(text, textOf),
    field: (code) =>
      textOf(`audit.field.${code}`) ??
      textOf(`word.permission.${code}`) ??
      textOf(`settings.key.${code}`) ??
      spaced(code),
    value: (text, about) => valueWords(text, about, { textOf, profile }),
  }
}

/** Which catalogue names the states of a kind of thing. */
const STATES_OF: Readonly<Record<string, string>> = {
  batch: 'batches.state',
  payment: 'batches.instruction',
  cheque: 'cheques.state',
  day: 'days.state',
}
/** Fields whose values are codes of a vocabulary; several codes are separated by commas. */
const VOCABULARY_OF: Readonly<Record<string, string>> = {
  department: 'word.department',
  roles: 'word.role',
  permissions: 'word.permission',
  priority: 'word.priority',
  method: 'word.method',
  paymentType: 'word.paymentType',
  risk: 'word.risk',
  kind: 'word.destination',
  holder: 'word.holder',
  language: 'word.language',
  documents: 'word.document',
  document: 'word.document',
  payment: 'batches.instruction',
  match: 'statements.kind',
  heldMoney: 'word.heldMoney',
}

type Catalogues = { textOf(key: string): string | null; profile: Pick<ProfileFacts, 'statusLabel'> }

function valueWords(text: string, about: ValueAbout, { textOf, profile }: Catalogues): string {
  const { field, currency } = about
  const kind = about.subject.split(':')[0] ?? ''
  if (field === 'status') return profile.statusLabel(text)
  if (currency !== null && field.endsWith('Minor') && /^-?\d{1,15}$/.test(text))
    return `${formatMoney(Number(text), currency)} ${currency}`
  if (text === 'yes' || text === 'no') return textOf(`shared.${text}`) ?? text
  const catalogue = field === 'state' ? STATES_OF[kind] : VOCABULARY_OF[field]
  if (catalogue === undefined) return text
  return text
    .split(',')
    .map((code) => textOf(`${catalogue}.${code.trim()}`) ?? code.trim())
    .join(', ')
}

/** What was done to a request is named by the profile: `request.passToRetention`, `request.Completed`. */
function profileWords(code: string, profile: Pick<ProfileFacts, 'actionLabel' | 'statusLabel'>): string | null {
  const name = /^request\.(.+)$/.exec(code)?.[1]
  if (name === undefined) return null
  const action = profile.actionLabel(name)
  if (action !== name) return action
  const status = profile.statusLabel(name)
  return status === name ? null : status
}

function subjectOf(text: string, textOf: (key: string) => string | null): Subject {
  const found = /^([A-Za-z]+):(.+)$/.exec(text)
  if (!found) return { label: text, href: null }
  const [, kind = '', id = ''] = found
  const href = PAGES[kind]?.(id) ?? null
  if (kind === 'request') return { label: requestNumber(Number(id)), href }
  return { label: `${textOf(`audit.subject.${kind}`) ?? spaced(kind)} ${id}`, href }
}

/** `pdfSha256` → `pdf sha256`, `cheque.present` → `cheque present`. */
function spaced(code: string): string {
  return code
    .replaceAll('.', ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
}
