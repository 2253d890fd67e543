/** A desk with a bank account whose statements are taken: payments on their way, their references, what the books say. */

import { type BankEntry, type BankStatement, linesOf, mt940, takeText } from './bank.ts'
import { BatchDay, TODAY } from './batch-day.ts'
import { actAs, approveRequest, cardOf, DETAILS, makeCustomer, makeRequest } from './cases.ts'
import type { Answer, PersonName, TestDesk } from './desk.ts'
import { type MadePayment, makePayment } from './payments.ts'

/** The balance with which the bank account of a test desk opens. */
export const OPENING = 100_000_000

export class StatementDesk {
  readonly desk: TestDesk
  readonly batches: BatchDay
  readonly account: string
  #number = 0
  #closing = OPENING

  constructor(desk: TestDesk) {
    this.desk = desk
    this.batches = new BatchDay(desk)
    const sql = 'SELECT account_number FROM bank_accounts WHERE id = ?'
    this.account = desk.connection.value<string>(sql, this.batches.bankAccountId) ?? ''
  }

  get bankAccountId(): number {
    return this.batches.bankAccountId
  }

  /** Payments that left in one batch today. */
  async sent(...amounts: number[]): Promise<MadePayment[]> {
    const payments = amounts.map((amountMinor) => makePayment(this.desk, { amountMinor }))
    await this.batches.placed('exported', payments)
    return payments
  }

  /** A request paid by two wires, both sent in one batch. */
  async sentInTwo(firstMinor: number, secondMinor: number): Promise<MadePayment[]> {
    const made = this.inTwo(firstMinor, secondMinor)
    await this.batches.placed('exported', made)
    return made
  }

  /** A request paid by a wire and a second payment, both waiting. */
  inTwo(
    firstMinor: number,
    secondMinor: number,
    paymentType: 'wireTransfer' | 'cheque' = 'wireTransfer',
  ): MadePayment[] {
    const { desk } = this
    const totalMinor = firstMinor + secondMinor
    const customer = makeCustomer(desk, {
      balanceMinor: 4 * totalMinor,
      figures: { equityMinor: 4 * totalMinor, freeMarginMinor: 4 * totalMinor },
    })
    const { requestId } = makeRequest(desk, customer, { amountMinor: totalMinor })
    approveRequest(desk, requestId)
    const card = () => cardOf(desk, requestId)
    const content = { oct: false, details: { ...DETAILS, currency: 'HKD' } }
    const [draft] = card().transactions
    const version = () => card().row.version
    desk.as('bo').call('transactions.edit', {
      requestId,
      expectedVersion: version(),
      transactionId: draft.transactionId,
      amountMinor: firstMinor,
      ...content,
    })
    desk.as('bo').call('transactions.add', {
      requestId,
      expectedVersion: version(),
      paymentType,
      amountMinor: secondMinor,
      ...content,
    })
    const transactions = card().transactions.map(({ transactionId, digest }: Answer) => ({ transactionId, digest }))
    desk.as('bo2').call('transactions.approve', { requestId, expectedVersion: version(), transactions })
    actAs(desk, 'bo')(requestId, 'complete')
    return card().instructions.map(({ instructionId, amountMinor }: Answer) => ({
      requestId,
      instructionId,
      amountMinor,
      accountId: customer.accountId,
    }))
  }

  reference({ instructionId }: MadePayment): string {
    return (
      this.desk.connection.value<string>('SELECT end_to_end_id FROM instructions WHERE id = ?', instructionId) ?? ''
    )
  }

  uetr({ instructionId }: MadePayment): string {
    return this.desk.connection.value<string>('SELECT uetr FROM instructions WHERE id = ?', instructionId) ?? ''
  }

  state({ instructionId }: MadePayment): string {
    return this.desk.connection.value<string>('SELECT state FROM instructions WHERE id = ?', instructionId) ?? ''
  }

  status({ requestId }: MadePayment): string {
    return this.desk.connection.value<string>('SELECT status FROM requests WHERE id = ?', requestId) ?? ''
  }

  /** The next statement of the account: opens where the last one that was made here closed. */
  statement(entries: BankEntry[], over: Partial<BankStatement> = {}): BankStatement {
    const openingMinor = over.openingMinor ?? this.#closing
    this.#closing = entries.reduce((sum, entry) => sum + entry.amountMinor, openingMinor)
    return { account: this.account, date: TODAY, openingMinor, entries, number: String(++this.#number), ...over }
  }

  /** Takes a statement with these entries as MT940; returns the answer and its lines. */
  take(entries: BankEntry[], over: Partial<BankStatement> = {}): { taken: Answer; lines: Answer[] } {
    const taken = takeText(this.desk, mt940(this.statement(entries, over)))
    return { taken, lines: linesOf(this.desk, { statementId: taken.statementIds[0] }) }
  }

  /** The line as the screen shows it now. */
  line(statementLineId: number): Answer {
    return linesOf(this.desk).find((line) => line.statementLineId === statementLineId)
  }

  match(line: Answer, payments: MadePayment[], who: PersonName = 'fin'): Answer {
    const { statementLineId, version: expectedVersion } = line
    const instructionIds = payments.map(({ instructionId }) => instructionId)
    return this.desk.as(who).call('statements.match', { statementLineId, expectedVersion, instructionIds })
  }

  unmatch(line: Answer, reason = 'Wrong line'): Answer {
    const { statementLineId, version: expectedVersion } = this.line(line.statementLineId)
    return this.desk.as('fin').call('statements.unmatch', { statementLineId, expectedVersion, reason })
  }

  bookOther(line: Answer, as: string, explanation = 'Monthly'): Answer {
    const { statementLineId, version: expectedVersion } = line
    return this.desk.as('fin').call('statements.bookOther', { statementLineId, expectedVersion, as, explanation })
  }

  /** The next morning: everybody signs in again. */
  nextDay(): void {
    this.desk.advance(86_400_000)
    this.desk.restart()
  }

  /** Balance of an account of the books: bank = owner, the others in HKD of the house. */
  balance(kind: string, ownerId = 0): number {
    const sql = "SELECT balance_minor FROM ledger_accounts WHERE kind = ? AND owner_id = ? AND currency = 'HKD'"
    return this.desk.connection.value<number>(sql, kind, ownerId) ?? 0
  }

  get bankBalance(): number {
    return this.balance('bank', this.bankAccountId)
  }

  /** What the customer of a payment has. */
  customerBalance({ accountId }: MadePayment): number {
    return -this.balance('customer', accountId)
  }

  /** Number of rows of the tables that a taken statement fills. */
  counts(): Record<string, number> {
    const count = (table: string) => this.desk.connection.value<number>(`SELECT count(*) FROM ${table}`) ?? 0
    return Object.fromEntries(
      ['statements', 'statement_lines', 'statement_links', 'journals', 'audit'].map((table) => [table, count(table)]),
    )
  }

  /** The books prove themselves. */
  check(): Answer {
    return this.desk.as('fin').call('ledger.check')
  }
}
