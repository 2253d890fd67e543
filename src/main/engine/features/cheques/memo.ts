/** What the stub and the advice of a cheque say: what it pays, from which account, what was taken off, and the customer's own words. */
import { requestNumber } from '../../../../contract/ids.ts'
import { type AmountMinor, type Currency, formatMoney } from '../../../../contract/money.ts'
import type { Call } from '../../call.ts'
import { type AdvisedCheque, type DrawnAdvices, drawAdvices } from '../../formats/cheques/draw-advice.ts'
import type { DrawnLeaf } from '../../formats/cheques/draw-cheque.ts'
import type { ChequeOnPaper } from '../../formats/cheques/leaf-form.ts'
import { showable } from '../../formats/cheques/showable.ts'
import { accountById } from '../customers/index.ts'
import { type Instruction, requestById } from '../requests/index.ts'
import { chequeFont } from '../stocks/index.ts'
import { orRefuseAsync } from './drawing.ts'

/** Lines of the memo; what the font has no shape for is marked, because nobody can change these words any more. */
export function memoOf(call: Call, { requestId, amountMinor, currency }: Instruction): string {
  const request = requestById(call, requestId)
  const money = (minor: number) => `${currency} ${formatMoney(minor as AmountMinor, currency as Currency)}`
  const { accountNumber } = accountById(call, request.accountId)
  const lines = [`${requestNumber(requestId)} · account ${accountNumber}`]
  if (request.amountMinor !== amountMinor) lines.push(`Requested ${money(request.amountMinor)}`)
  if (request.feeMinor > 0) lines.push(`Fee ${money(request.feeMinor)}`)
  if (request.reason.trim() !== '') lines.push(request.reason.trim())
  return showable(chequeFont(call), lines.join('\n'))
}

/** The advices of the leaves whose stub was too small; `null`: every stub says it all. */
export async function advicesFor(
  call: Call,
  sender: string,
  run: { cheques: readonly ChequeOnPaper[]; leaves: readonly DrawnLeaf[] },
): Promise<DrawnAdvices | null> {
  const words = new Map(run.leaves.filter((leaf) => leaf.stubOverflows).map((leaf) => [leaf.chequeNumber, leaf.words]))
  const cheques = run.cheques.flatMap((cheque): AdvisedCheque[] => {
    const said = words.get(cheque.chequeNumber)
    return said === undefined ? [] : [{ ...cheque, words: said }]
  })
  if (cheques.length === 0) return null
  return orRefuseAsync(cheques, () => drawAdvices({ font: chequeFont(call), sender, cheques }))
}
