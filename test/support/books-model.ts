/** The books in plain words, for properties: balances, holds and journals of a few accounts, and what must come of each operation. */
import type { Posting } from '../../src/main/engine/ledger/books.ts'

/** Every operation says what must come of it: `ok`, or a part of the refusal. */
export class BooksModel {
  readonly accounts: { id: number; customer: boolean; currency: string; balance: number; held: number }[]
  readonly holds: { id: number; account: number; request: number; amount: number; active: boolean }[] = []
  readonly journals: { id: number; lines: Posting[]; reversed: boolean }[] = []

  constructor(accounts: BooksModel['accounts']) {
    this.accounts = accounts
  }

  #account(id: number) {
    return this.accounts.find((account) => account.id === id) as BooksModel['accounts'][number]
  }

  judgePost(lines: readonly Posting[]): string {
    const balances = new Map(this.accounts.map(({ id, balance }) => [id, balance]))
    const sums = new Map<string, number>()
    for (const { accountId, amountMinor } of lines) {
      const { customer, currency, held } = this.#account(accountId)
      const before = balances.get(accountId) ?? 0
      if (customer && amountMinor > -before - held && amountMinor > 0) return 'BALANCE_TOO_SMALL'
      balances.set(accountId, before + amountMinor)
      sums.set(currency, (sums.get(currency) ?? 0) + amountMinor)
    }
    if (lines.length < 2) return 'at least two postings'
    return [...sums.values()].every((sum) => sum === 0) ? 'ok' : 'must sum to zero'
  }

  post(id: number, lines: readonly Posting[]): void {
    for (const { accountId, amountMinor } of lines) this.#account(accountId).balance += amountMinor
    this.journals.push({ id, lines: [...lines], reversed: false })
  }

  judgeHold(accountId: number, request: number, amount: number): string {
    const { balance, held } = this.#account(accountId)
    if (amount > -balance - held) return 'BALANCE_TOO_SMALL'
    return this.holds.some((one) => one.active && one.request === request) ? 'UNIQUE' : 'ok'
  }

  hold(one: Omit<BooksModel['holds'][number], 'active'>): void {
    this.#account(one.account).held += one.amount
    this.holds.push({ ...one, active: true })
  }

  endHold(one: BooksModel['holds'][number]): void {
    this.#account(one.account).held -= one.amount
    one.active = false
  }
}
