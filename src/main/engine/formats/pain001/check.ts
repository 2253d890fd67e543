/**
 * Field rules of a credit transfer file before it is written: what the schema checks, and what it does not (amount
 * above zero, unique ids, one currency, check digits, the bank's characters). Every change of a text is reported for
 * showing; a text that is too long or cannot be carried is a problem, never cut.
 */
import { isCalendarDate } from '../../../../contract/dates.ts'
import { isCurrency, MAX_AMOUNT_MINOR } from '../../../../contract/money.ts'
import { type CharacterSet, fitToSet } from './character-set.ts'
import {
  BIC,
  CODE,
  COUNTRY,
  DATE_TIME,
  type FieldLimits,
  IBAN,
  ibanDigitsHold,
  PLAIN_TEXT,
  REFERENCE,
  SCHEMA_LIMITS,
  SUM_DIGITS,
  SYSTEM,
  UETR,
} from './field-rules.ts'
import type {
  AccountId,
  Agent,
  PainVersion,
  Party,
  Payment,
  PaymentBlock,
  PaymentFile,
  PostalAddress,
} from './model.ts'
import { CHARGE_BEARERS } from './model.ts'
import { SeenTexts } from './seen-texts.ts'
import { totalsOf } from './totals.ts'

export type CheckOptions = {
  readonly version: PainVersion
  readonly characterSet: CharacterSet
  readonly limits?: Partial<FieldLimits>
  /** Default true: most banks take one currency per file. */
  readonly oneCurrencyPerFile?: boolean
  /** Default false: domestic channels carry no address; a telegraphic transfer needs one. */
  readonly creditorAddressRequired?: boolean
}

export type ProblemCode =
  | 'REQUIRED'
  | 'TOO_LONG'
  | 'CHARACTER'
  | 'BLANKS'
  | 'SLASH'
  | 'FORMAT'
  | 'CHECK_DIGITS'
  | 'AMOUNT'
  | 'CURRENCY'
  | 'DUPLICATE'
  | 'TOO_MANY_LINES'

export type Problem = {
  /** `blocks[0].payments[3].creditor.name` */
  readonly path: string
  readonly code: ProblemCode
  readonly message: string
}

/** A text that will be written differently from how it was entered. */
export type TextChange = { readonly path: string; readonly before: string; readonly after: string }

export type CheckResult = {
  readonly ok: boolean
  /** The record as it will be written, changes applied. Only to be written if `ok`. */
  readonly file: PaymentFile
  readonly changes: readonly TextChange[]
  readonly problems: readonly Problem[]
}

const REQUIRED = { required: true } as const

/** Checks a record against the rules of one version and one bank profile. Never throws for what the record holds. */
export function checkPaymentFile(file: PaymentFile, options: CheckOptions): CheckResult {
  const checker = new Checker(options)
  checker.file(file)
  const { changes, problems } = checker
  return { ok: problems.length === 0, file: changes.length === 0 ? file : applied(file, changes), changes, problems }
}

class Checker {
  readonly problems: Problem[] = []
  readonly changes: TextChange[] = []
  private readonly options: CheckOptions
  private readonly limits: FieldLimits
  private readonly seen = {
    blockId: new SeenTexts(),
    instructionId: new SeenTexts(),
    endToEndId: new SeenTexts(),
    uetr: new SeenTexts(),
  }
  private block = -1
  private payment = -1

  constructor(options: CheckOptions) {
    this.options = options
    const lowest = Object.entries(SCHEMA_LIMITS).map(([field, schema]) => {
      return [field, Math.min(schema, options.limits?.[field as keyof FieldLimits] ?? schema)]
    })
    this.limits = Object.fromEntries(lowest) as FieldLimits
  }

  file(file: PaymentFile): void {
    this.reference('messageId', file.messageId, REQUIRED)
    const date = DATE_TIME.exec(file.createdAt)?.[1]
    if (!date || !isCalendarDate(date))
      this.problem('createdAt', 'FORMAT', `"${file.createdAt}" is no ISO date and time.`)
    this.text('initiatingParty.name', file.initiatingParty.name, this.limits.name)
    this.reference('initiatingParty.id', file.initiatingParty.id, { required: false })
    if (file.blocks.length === 0) this.problem('blocks', 'REQUIRED', 'The file has no block of payments.')
    for (const block of file.blocks) {
      this.block += 1
      this.checkBlock(block)
      this.payment = -1
    }
    this.block = -1
    const currencies = [...new Set(file.blocks.map((block) => block.currency))]
    if (currencies.length > 1 && this.options.oneCurrencyPerFile !== false) {
      this.problem(
        'blocks',
        'CURRENCY',
        `The file mixes ${currencies.join(', ')}; the bank takes one currency per file. Make one file per currency.`,
      )
    }
    this.controlSum(file)
  }

  /** Only asked when every amount is one; a sum of nonsense says nothing. */
  private controlSum(file: PaymentFile): void {
    if (this.problems.some((problem) => problem.code === 'AMOUNT' || problem.path.endsWith('.currency'))) return
    const sum = totalsOf(allPayments(file)).controlSum()
    if (sum.replace('.', '').length > SUM_DIGITS) {
      this.problem('blocks', 'AMOUNT', `The control sum ${sum} has more than ${SUM_DIGITS} digits. Split the file.`)
    }
  }

  private checkBlock(block: PaymentBlock): void {
    this.reference('blockId', block.blockId, REQUIRED)
    this.once('blockId', block.blockId)
    if (!isCalendarDate(block.executionDate)) {
      this.problem('executionDate', 'FORMAT', `"${block.executionDate}" is no calendar date written YYYY-MM-DD.`)
    }
    this.party('debtor', block.debtor)
    this.account('debtorAccount', block.debtorAccount)
    this.agent('debtorAgent', block.debtorAgent)
    if (!isCurrency(block.currency))
      this.problem('currency', 'CURRENCY', `"${block.currency}" is no currency of the desk.`)
    if (block.chargeBearer !== undefined && !CHARGE_BEARERS.includes(block.chargeBearer)) {
      this.problem('chargeBearer', 'FORMAT', `"${block.chargeBearer}" is none of ${CHARGE_BEARERS.join(', ')}.`)
    }
    this.code('serviceLevel', block.serviceLevel)
    if (block.payments.length === 0) this.problem('payments', 'REQUIRED', 'The block has no payments.')
    for (const payment of block.payments) {
      this.payment += 1
      this.checkPayment(payment, block)
    }
  }

  private checkPayment(payment: Payment, block: PaymentBlock): void {
    this.reference('instructionId', payment.instructionId, REQUIRED)
    this.once('instructionId', payment.instructionId)
    this.reference('endToEndId', payment.endToEndId, REQUIRED)
    this.once('endToEndId', payment.endToEndId)
    this.uetr(payment.uetr)
    this.amount(payment, block)
    this.party('creditor', payment.creditor)
    if (this.options.creditorAddressRequired && !payment.creditor.address) {
      this.problem('creditor.address', 'REQUIRED', 'This channel needs the town and country of the payee.')
    }
    if (payment.creditorAgent) this.agent('creditorAgent', payment.creditorAgent)
    else this.problem('creditorAgent', 'REQUIRED', 'The payee bank is missing: give its BIC or clearing code.')
    if (payment.creditorAccount) this.account('creditorAccount', payment.creditorAccount)
    else this.problem('creditorAccount', 'REQUIRED', 'The payee account is missing.')
    if (payment.remittance !== undefined) this.text('remittance', payment.remittance, this.limits.remittance)
    this.code('purpose', payment.purpose)
  }

  private amount(payment: Payment, block: PaymentBlock): void {
    const { amountMinor, currency } = payment
    if (!Number.isSafeInteger(amountMinor) || amountMinor <= 0 || amountMinor > MAX_AMOUNT_MINOR) {
      this.problem('amountMinor', 'AMOUNT', `${amountMinor} is no amount above zero in whole minor units.`)
    }
    if (currency !== block.currency) {
      this.problem(
        'currency',
        'CURRENCY',
        `The payment is in ${currency}, its block in ${block.currency}; a block has one currency.`,
      )
    }
  }

  private uetr(value: string | undefined): void {
    if (value === undefined) {
      if (this.options.version === '09')
        this.problem('uetr', 'REQUIRED', 'The UETR is missing; version .09 carries one per payment.')
    } else if (UETR.test(value)) this.once('uetr', value)
    else this.problem('uetr', 'FORMAT', `"${value}" is no version-4 UUID in lower case.`)
  }

  private party(field: string, party: Party): void {
    this.text(`${field}.name`, party.name, this.limits.name)
    if (party.address) this.address(`${field}.address`, party.address)
  }

  private address(field: string, address: PostalAddress): void {
    const { limits } = this
    if (address.street !== undefined) this.text(`${field}.street`, address.street, limits.street)
    if (address.building !== undefined) this.text(`${field}.building`, address.building, limits.building)
    if (address.postCode !== undefined) this.text(`${field}.postCode`, address.postCode, limits.postCode)
    if (address.town === undefined)
      this.problem(`${field}.town`, 'REQUIRED', 'An address needs its town in its own field.')
    else this.text(`${field}.town`, address.town, limits.town)
    if (address.country === undefined || !COUNTRY.test(address.country)) {
      this.problem(
        `${field}.country`,
        'REQUIRED',
        'An address needs its country as a code of two letters, for example HK.',
      )
    }
    const lines = address.lines ?? []
    if (lines.length > 2)
      this.problem(
        `${field}.lines`,
        'TOO_MANY_LINES',
        `The address has ${lines.length} free lines; at most 2 are taken.`,
      )
    for (let i = 0; i < lines.length; i += 1) this.text(`${field}.lines[${i}]`, lines[i]!, limits.line)
  }

  private account(field: string, account: AccountId): void {
    if (account.kind === 'other') {
      this.reference(`${field}.id`, account.id, { required: true, max: this.limits.otherAccount })
    } else if (!IBAN.test(account.iban)) {
      this.problem(
        `${field}.iban`,
        'FORMAT',
        `"${account.iban}" is no IBAN: country, two check digits, at most 30 letters and digits, no blanks.`,
      )
    } else if (!ibanDigitsHold(account.iban)) {
      this.problem(
        `${field}.iban`,
        'CHECK_DIGITS',
        `The check digits of IBAN ${account.iban} are wrong. Ask for the number again.`,
      )
    }
  }

  private agent(field: string, agent: Agent): void {
    if (agent.bic === undefined && agent.clearingMember === undefined) {
      this.problem(field, 'REQUIRED', 'The bank needs a BIC or a clearing code.')
    }
    if (agent.bic !== undefined && !BIC[this.options.version].test(agent.bic)) {
      this.problem(`${field}.bic`, 'FORMAT', `"${agent.bic}" is no BIC of 8 or 11 letters and digits.`)
    }
    const member = agent.clearingMember
    if (member) {
      this.reference(`${field}.clearingMember.id`, member.id, REQUIRED)
      if (member.system !== undefined && !SYSTEM.test(member.system)) {
        this.problem(
          `${field}.clearingMember.system`,
          'FORMAT',
          `"${member.system}" is no clearing system code, for example HKNCC.`,
        )
      }
    }
    if (agent.name !== undefined) this.text(`${field}.name`, agent.name, this.limits.name)
  }

  private code(field: string, value: string | undefined): void {
    if (value !== undefined && !CODE.test(value)) {
      this.problem(field, 'FORMAT', `"${value}" is no ISO code of at most four capital letters and digits.`)
    }
  }

  /** Ids and account numbers: never changed, so anything that would need a change is a problem. */
  private reference(field: string, value: string | undefined, rule: { required: boolean; max?: number }): void {
    const { required, max = this.limits.reference } = rule
    if (value === undefined || value === '') {
      if (required || value === '') this.problem(field, 'REQUIRED', 'A value is missing.')
      return
    }
    if (value.length > max) this.tooLong(field, value, max)
    if (!REFERENCE.test(value)) {
      const found = fitToSet(value, 'unicode')
      const what = found.ok ? 'a character outside the SWIFT set' : `${found.character} at position ${found.position}`
      this.problem(
        field,
        'CHARACTER',
        `"${value}" holds ${what}; references take letters, digits and / - ? : ( ) . , ' + only.`,
      )
    }
    if (value.startsWith(' ') || value.endsWith(' '))
      this.problem(field, 'BLANKS', `"${value}" begins or ends with a blank.`)
    if (value.startsWith('/') || value.endsWith('/') || value.includes('//')) {
      this.problem(
        field,
        'SLASH',
        `"${value}" begins or ends with a slash or has two together; banks reject such references.`,
      )
    }
  }

  /** Names and other texts: carried as the character set allows, every change shown. */
  private text(field: string, value: string, max: number): void {
    if (value.length <= max && value !== '' && PLAIN_TEXT.test(value) && value.trim().length === value.length) return
    const fitted = fitToSet(value, this.options.characterSet)
    if (!fitted.ok) {
      const why =
        fitted.reason === 'not-in-set'
          ? 'the bank does not take it and there is no agreed replacement'
          : 'it cannot be seen'
      this.problem(
        field,
        'CHARACTER',
        `"${value}": character ${fitted.position} is ${fitted.character}; ${why}. Correct the text.`,
      )
      return
    }
    const after = fitted.text.trim()
    if (after === '') {
      this.problem(field, 'REQUIRED', 'A text is missing.')
      return
    }
    if (after !== value) this.changes.push({ path: this.path(field), before: value, after })
    this.tooLong(field, after, max)
  }

  private tooLong(field: string, value: string, max: number): void {
    const length = value.length <= max ? value.length : [...value].length
    if (length > max) {
      this.problem(
        field,
        'TOO_LONG',
        `"${value}" has ${length} characters; at most ${max} fit. Shorten it with the payee's consent; it is never cut here.`,
      )
    }
  }

  private once(field: 'blockId' | 'instructionId' | 'endToEndId' | 'uetr', value: string | undefined): void {
    if (value === undefined) return
    if (!this.seen[field].add(value)) return
    this.problem(
      field,
      'DUPLICATE',
      `"${value}" is used twice; banks drop the second as a duplicate. Give it an id of its own.`,
    )
  }

  private problem(field: string, code: ProblemCode, message: string): void {
    this.problems.push({ path: this.path(field), code, message })
  }

  private path(field: string): string {
    if (this.block < 0) return field
    return this.payment < 0
      ? `blocks[${this.block}].${field}`
      : `blocks[${this.block}].payments[${this.payment}].${field}`
  }
}

function* allPayments(file: PaymentFile): Generator<Payment> {
  for (const block of file.blocks) yield* block.payments
}

/** A copy of the record with the changed texts in it. */
function applied(file: PaymentFile, changes: readonly TextChange[]): PaymentFile {
  const copy = structuredClone(file)
  for (const change of changes) {
    const steps = change.path.split(/[.[\]]+/).filter((step) => step !== '')
    const last = steps.pop()!
    let at = copy as unknown as Record<string, unknown>
    for (const step of steps) at = at[step] as Record<string, unknown>
    at[last] = change.after
  }
  return copy
}
