/** What a bank answers about a batch, as files: pain.002 and a result table. */
import type { Answer } from './desk.ts'

type Said = { status: string; reason?: string; text?: string }
export type ReportOptions = {
  group?: string
  block?: string
  /** What is said about single payments, by their end-to-end id; the others are not listed. */
  lines?: Record<string, Said>
  messageId?: string
  id?: string
}

/** A pain.002 about a batch as its card shows it. */
export function statusReport(card: Answer, { group = '', block = '', lines = {}, ...options }: ReportOptions): string {
  const message = options.messageId ?? card.row.fileName.replace('.xml', '')
  const status = (name: string, value: string) => (value === '' ? '' : `<${name}>${value}</${name}>`)
  const transactions = Object.entries(lines).map(([reference, said]) => {
    const uetr = card.instructions.find((row: Answer) => row.endToEndId === reference)?.uetr
    const reason = said.reason ? `<Rsn><Cd>${said.reason}</Cd></Rsn>` : ''
    const text = said.text ? `<AddtlInf>${said.text}</AddtlInf>` : ''
    const why = reason || text ? `<StsRsnInf>${reason}${text}</StsRsnInf>` : ''
    return `<TxInfAndSts><OrgnlEndToEndId>${reference}</OrgnlEndToEndId>${status('OrgnlUETR', uetr ?? '')}${status('TxSts', said.status)}${why}</TxInfAndSts>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt><GrpHdr><MsgId>${options.id ?? 'R1'}</MsgId><CreDtTm>2026-11-20T12:00:00+08:00</CreDtTm></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>${message}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>${status('GrpSts', group)}</OrgnlGrpInfAndSts>${
    block === '' && transactions.length === 0
      ? ''
      : `<OrgnlPmtInfAndSts><OrgnlPmtInfId>${message}-1</OrgnlPmtInfId>${status('PmtInfSts', block)}${transactions.join('')}</OrgnlPmtInfAndSts>`
  }</CstmrPmtStsRpt></Document>`
}

/** A bank's result table. */
export function resultTable(rows: readonly (readonly [reference: string, status: string, reason?: string])[]): string {
  return [
    'reference,status,reason',
    ...rows.map(([reference, status, reason = '']) => `${reference},${status},${reason}`),
  ].join('\n')
}
