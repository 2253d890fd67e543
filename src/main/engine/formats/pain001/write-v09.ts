/**
 * Writes pain.001.001.09, the version the desk uses by default. Counts and control sums are computed from the payments
 * while writing; nothing that a caller states about totals is believed.
 */
import { type Agent, PAIN_NAMESPACE, type Payment, type PaymentBlock, type PaymentFile } from './model.ts'
import { totalsOf } from './totals.ts'
import { account, amount, clearingMember, countAndSum, documentChunks, leaf, party, toBytes } from './write-parts.ts'

/** The file in chunks of text. The record must have passed `checkPaymentFile`; a control character throws. */
export function writePain001V09(file: PaymentFile): Generator<string> {
  return documentChunks(file, { namespace: PAIN_NAMESPACE['09'], blockHeader, transfer })
}

/** The whole file: UTF-8, no byte order mark, one line feed at the end. */
export function pain001V09Bytes(file: PaymentFile): Uint8Array {
  return toBytes(writePain001V09(file))
}

function blockHeader(block: PaymentBlock, place: string): string {
  const booking = block.batchBooking === undefined ? '' : `<BtchBookg>${block.batchBooking}</BtchBookg>`
  const level =
    block.serviceLevel === undefined
      ? ''
      : `<PmtTpInf><SvcLvl>${leaf('Cd', block.serviceLevel, place)}</SvcLvl></PmtTpInf>`
  const date = `<ReqdExctnDt>${leaf('Dt', block.executionDate, place)}</ReqdExctnDt>`
  return `${leaf('PmtInfId', block.blockId, place)}<PmtMtd>TRF</PmtMtd>${booking}${countAndSum(totalsOf(block.payments))}${level}${date}${party('Dbtr', block.debtor, place)}${account('DbtrAcct', block.debtorAccount, place)}${agent('DbtrAgt', block.debtorAgent, place)}${leaf('ChrgBr', block.chargeBearer, place)}`
}

function transfer(payment: Payment): string {
  const place = payment.endToEndId
  const purpose = payment.purpose === undefined ? '' : `<Purp>${leaf('Cd', payment.purpose, place)}</Purp>`
  const remittance =
    payment.remittance === undefined ? '' : `<RmtInf>${leaf('Ustrd', payment.remittance, place)}</RmtInf>`
  return `<CdtTrfTxInf><PmtId>${leaf('InstrId', payment.instructionId, place)}${leaf('EndToEndId', payment.endToEndId, place)}${leaf('UETR', payment.uetr, place)}</PmtId>${amount(payment)}${agent('CdtrAgt', payment.creditorAgent, place)}${party('Cdtr', payment.creditor, place)}${account('CdtrAcct', payment.creditorAccount, place)}${purpose}${remittance}</CdtTrfTxInf>`
}

function agent(tag: string, value: Agent | undefined, place: string): string {
  if (!value) return ''
  return `<${tag}><FinInstnId>${leaf('BICFI', value.bic, place)}${clearingMember(value.clearingMember, place)}${leaf('Nm', value.name, place)}</FinInstnId></${tag}>`
}
