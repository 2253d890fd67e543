/** The bank side of a transfer: what the desk says to a bank interface and what it may hear. */

/** One payment as a bank interface gets it. The key is the payment's own for life: a bank answers the same key the same way. */
export type BankOrder = {
  key: string
  reference: string
  payeeName: string
  payeeAccount: string
  bankCode: string
  amountMinor: number
  currency: string
}
/** `notKnown`: asked about an order, the bank says that it never got one with this key. */
export type BankWord = {
  outcome: 'accepted' | 'rejected' | 'timeout' | 'notKnown'
  reference: string
  code: string
  text: string
}

export interface BankAdapter {
  readonly name: 'simulator'
  /** Hands the order over. Several words are several answers of the bank, in the order in which they arrive. */
  send(order: BankOrder): Promise<BankWord[]>
  /**
   * Asks what became of an order that had no answer; `tries` counts how often the desk has asked. It only asks: an order that a crash
   * kept from leaving must not leave by the question about it (law 3).
   */
  inquire(order: BankOrder, tries: number): Promise<BankWord[]>
}

/** What a bank remembers of the orders that it got; it outlives the desk's process as a bank would. */
export type BankMemory = { has(key: string): boolean; add(key: string): void }

/**
 * The simulator: no bank, no money. What it answers depends on the order alone, so that demos and tests can ask for each way in
 * which a bank behaves: the cents of the amount choose. It knows which orders it was given.
 */
export function simulatorWith(memory: BankMemory): BankAdapter {
  return {
    name: 'simulator',
    async send(order) {
      memory.add(order.key)
      return simulated(order, 0)
    },
    async inquire(order, tries) {
      return memory.has(order.key) ? simulated(order, tries) : [NOT_KNOWN]
    },
  }
}

const NOT_KNOWN: BankWord = {
  outcome: 'notKnown',
  reference: '',
  code: 'NOTKNOWN',
  text: 'Simulator: no order with this key has arrived',
}

/** Cents that make the simulator behave in a certain way; all others are accepted at once. */
export const SIMULATED = {
  rejects: 11,
  timesOut: 12,
  answersLate: 13,
  answersLateNo: 14,
  answersTwice: 15,
  contradicts: 16,
  /** A problem at the bank, which another try may help with. */
  breaksDown: 17,
} as const

function simulated({ key, amountMinor }: BankOrder, tries: number): BankWord[] {
  const reference = `SIM-${key.slice(0, 8).toUpperCase()}`
  const yes: BankWord = { outcome: 'accepted', reference, code: 'ACSC', text: 'Simulator: accepted' }
  const no: BankWord = { outcome: 'rejected', reference, code: 'AC04', text: 'Simulator: the account is closed' }
  const down: BankWord = { outcome: 'rejected', reference, code: 'MS03', text: 'Simulator: a problem at the bank' }
  const silence: BankWord = { outcome: 'timeout', reference: '', code: 'TIMEOUT', text: 'Simulator: no answer' }
  switch (amountMinor % 100) {
    case SIMULATED.rejects:
      return [no]
    case SIMULATED.timesOut:
      return [silence]
    case SIMULATED.answersLate:
      return [tries < 2 ? silence : yes]
    case SIMULATED.answersLateNo:
      return [tries < 2 ? silence : no]
    case SIMULATED.answersTwice:
      return [yes, yes]
    case SIMULATED.contradicts:
      return [yes, no]
    case SIMULATED.breaksDown:
      return [down]
    default:
      return [yes]
  }
}
