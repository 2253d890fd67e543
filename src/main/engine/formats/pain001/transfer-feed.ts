/**
 * Hands the text of a pain.001 to the XML reader, except for transfers of a known pattern that stand right behind a transfer:
 * those are read against the pattern and taken straight. A transfer counts as read only behind an end tag at which the XML
 * reader itself closed one, so that nothing inside a comment or a marked section is ever taken for a payment.
 */
import type { XmlTreeReader } from '../xml/read.ts'
import type { Payment } from './model.ts'
import { PlainTransfers, TRANSFER_END } from './plain-transfers.ts'

/** What is kept of a text in the hope that a transfer ends further on. */
const MAX_HELD = 200_000

/** Who takes payments: from the XML reader by itself, from here by this call. */
export type TransferTaker = {
  readonly transfers: number
  readonly last: Payment | null
  readonly takePayment: (payment: Payment) => void
}

export class TransferFeed {
  private readonly tree: XmlTreeReader
  private readonly taker: TransferTaker
  private readonly plain = new PlainTransfers()
  text = ''
  codes = new Uint16Array(1 << 18)
  view = new DataView(this.codes.buffer)
  /** What stands next stands right behind a transfer. */
  private isBehind = false

  constructor(tree: XmlTreeReader, taker: TransferTaker) {
    this.tree = tree
    this.taker = taker
  }

  write(slice: string): void {
    this.take(slice)
    let at = 0
    for (let next = this.step(at); next >= 0; next = this.step(at)) at = next
    this.text = this.text.slice(at)
    if (this.text.length > MAX_HELD) this.release(this.text.length - TRANSFER_END.length)
  }

  /** No further slice comes. */
  end(): void {
    this.release(this.text.length)
  }

  private take(slice: string): void {
    const text = this.text + slice
    if (this.codes.length <= text.length) {
      this.codes = new Uint16Array(2 * text.length)
      this.view = new DataView(this.codes.buffer)
    }
    Buffer.from(this.codes.buffer).write(text, 'utf16le')
    // No tag and no plain text holds it.
    this.codes[text.length] = 0
    this.text = text
  }

  /** Reads one transfer, or all up to the end of one; where it ends, or -1 when its end is not there yet. */
  private step(at: number): number {
    const { text, tree, taker, plain } = this
    if (this.isBehind) {
      const end = plain.read(this, at)
      if (end >= 0 && plain.payment !== null) {
        taker.takePayment(plain.payment)
        tree.skip(end - at)
        return end
      }
    }
    const close = text.indexOf(TRANSFER_END, at)
    if (close < 0) return -1
    const end = close + TRANSFER_END.length
    const piece = text.slice(at, end)
    tree.write(piece.slice(0, -1))
    const before = taker.transfers
    tree.write('>')
    this.isBehind = taker.transfers === before + 1
    if (this.isBehind && taker.last !== null) plain.learn(piece, taker.last)
    return end
  }

  private release(length: number): void {
    if (length <= 0) return
    this.isBehind = false
    this.tree.write(this.text.slice(0, length))
    this.text = this.text.slice(length)
  }
}
