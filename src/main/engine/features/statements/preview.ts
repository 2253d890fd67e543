/** What a person sees of a file before it is taken. */
import type { BusinessDate } from '../../../../contract/dates.ts'
import { isCurrency } from '../../../../contract/money.ts'
import type { StatementPreview } from '../../../../contract/statements.ts'
import type { Call } from '../../call.ts'
import { amountInWords } from '../../formats/statements/decimal-text.ts'
import type { Entry, Statement } from '../../formats/statements/model.ts'
import { show } from '../requests/index.ts'
import { bankAccountByNumber } from '../settings/index.ts'
import type { Reading } from './reading.ts'

/** Entries that are shown as they were understood. */
const SHOWN_ENTRIES = 6

/** A reading as the preview shows it. */
export function toPreview(call: Call, reading: Reading): StatementPreview {
  const { file, sha256, findings, takenBefore, against, inUse } = reading
  const outcome = against !== null ? 'refused' : findings.length > 0 ? 'findings' : 'clean'
  return {
    sha256,
    outcome,
    format: file.format,
    findings,
    takenBefore: takenBefore === null ? null : { at: takenBefore.at, by: takenBefore.by },
    statements: file.statements.map((statement) => {
      const bankAccount =
        statement.account === null ? (reading.chosenAccount ?? undefined) : bankAccountByNumber(call, statement.account)
      const currency = statement.currency ?? bankAccount?.currency ?? null
      const balance = (of: Statement['opening']) =>
        of === null ? null : `${inWords(of.amountMinor, currency)}${of.date === null ? '' : ` (${of.date})`}`
      return {
        kind: statement.kind,
        account: statement.account,
        bankAccountName: bankAccount?.name ?? null,
        currency,
        number: statement.number ?? statement.statementId,
        opening: balance(statement.opening),
        closing: balance(statement.closing),
        lines: statement.entries.filter((entry) => statement.kind !== 'statement' || entry.status === 'booked').length,
        addsUp: statement.addsUp,
      }
    }),
    understood: file.statements
      .flatMap(({ entries }) => entries.slice(0, SHOWN_ENTRIES))
      .slice(0, SHOWN_ENTRIES)
      .map(toUnderstood),
    table: inUse?.table ?? null,
  }
}

function toUnderstood(entry: Entry): StatementPreview['understood'][number] {
  const { place, bookingDate, valueDate, direction, amountMinor, currency, counterparty, text } = entry
  return {
    place,
    bookingDate: (bookingDate ?? valueDate) as BusinessDate | null,
    direction,
    amountMinor,
    currency,
    counterparty: (counterparty ?? '').slice(0, 200),
    text: (text ?? '').slice(0, 400),
  }
}

/** Grouped for people in a currency of the desk; as the file has it in any other. */
function inWords(amountMinor: number, currency: string | null): string {
  return currency !== null && isCurrency(currency) ? show(amountMinor, currency) : amountInWords(amountMinor, currency)
}
