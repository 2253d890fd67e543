/** The bank's side: statements as MT940 and camt.053 texts with balances that add up, and the clerk who takes them. */
import { addDays } from '../../src/contract/dates.ts'
import { toDecimalText } from '../../src/contract/money.ts'
import type { Answer, PersonName, TestDesk } from './desk.ts'
import { uploadFile } from './payments.ts'

export type BankEntry = {
  /** Minor units; negative = debit. */
  amountMinor: number
  date?: string
  valueDate?: string
  /** Our reference as the bank repeats it. */
  reference?: string
  bankReference?: string
  text?: string
  chequeNumber?: string
  counterparty?: string
  counterpartyAccount?: string
  uetr?: string
  messageId?: string
  reversal?: boolean
  /** Payments under a batch entry: reference and amount. */
  transactions?: { reference: string; amountMinor: number }[]
}

export type BankStatement = {
  account: string
  date: string
  openingMinor: number
  entries: BankEntry[]
  number?: string
  currency?: 'HKD' | 'USD'
  /** Stated instead of the sum of the entries. */
  closingMinor?: number
  openingDate?: string
}

export function closingOf({ openingMinor, entries, closingMinor }: BankStatement): number {
  return closingMinor ?? entries.reduce((sum, entry) => sum + entry.amountMinor, openingMinor)
}

const short = (date: string) => date.slice(2).replaceAll('-', '')

/** A SWIFT MT940 text. */
export function mt940(statement: BankStatement): string {
  const { account, date, openingMinor, entries, number = '1', currency = 'HKD' } = statement
  const amount = (minor: number) => toDecimalText(Math.abs(minor), currency).replace('.', ',')
  const mark = (minor: number) => (minor < 0 ? 'D' : 'C')
  const lines = entries.flatMap((entry) => {
    const booked = entry.date ?? date
    const sign = `${entry.reversal ? 'R' : ''}${entry.reversal ? (entry.amountMinor < 0 ? 'C' : 'D') : mark(entry.amountMinor)}`
    const type = entry.chequeNumber ? 'NCHK' : 'NTRF'
    const reference = entry.chequeNumber ?? entry.reference ?? 'NONREF'
    const bank = entry.bankReference ? `//${entry.bankReference}` : ''
    const head = `:61:${short(entry.valueDate ?? booked)}${booked.slice(5).replace('-', '')}${sign}${amount(entry.amountMinor)}${type}${reference}${bank}`
    return entry.text ? [head, `:86:${entry.text}`] : [head]
  })
  const closing = closingOf(statement)
  return [
    ':20:STATEMENT',
    `:25:${account}`,
    `:28C:${number}/1`,
    `:60F:${mark(openingMinor)}${short(statement.openingDate ?? addDays(date, -1))}${currency}${amount(openingMinor)}`,
    ...lines,
    `:62F:${mark(closing)}${short(date)}${currency}${amount(closing)}`,
    '-',
    '',
  ].join('\r\n')
}

const tag = (name: string, value: string | undefined) => (value === undefined ? '' : `<${name}>${value}</${name}>`)

/** An ISO 20022 camt.053.001.08 text. */
export function camt053(...statements: BankStatement[]): string {
  const body = statements.map((statement) => {
    const { account, date, openingMinor, entries, number = '1', currency = 'HKD' } = statement
    const amount = (minor: number) => `<Amt Ccy="${currency}">${toDecimalText(Math.abs(minor), currency)}</Amt>`
    const indicator = (minor: number) => `<CdtDbtInd>${minor < 0 ? 'DBIT' : 'CRDT'}</CdtDbtInd>`
    const balance = (code: string, minor: number, on: string) =>
      `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp>${amount(minor)}${indicator(minor)}<Dt><Dt>${on}</Dt></Dt></Bal>`
    const lines = entries.map((entry) => {
      const transactions = entry.transactions ?? [
        { reference: entry.reference, amountMinor: Math.abs(entry.amountMinor) },
      ]
      const details = transactions.map(
        (one) =>
          `<TxDtls><Refs>${tag('EndToEndId', one.reference)}${tag('UETR', entry.uetr)}${tag('ChqNb', entry.chequeNumber)}</Refs>${amount(one.amountMinor)}${indicator(entry.amountMinor)}` +
          `<RltdPties><Cdtr><Pty><Nm>${entry.counterparty ?? 'PAYEE'}</Nm></Pty></Cdtr>${entry.counterpartyAccount ? `<CdtrAcct><Id><Othr><Id>${entry.counterpartyAccount}</Id></Othr></Id></CdtrAcct>` : ''}</RltdPties>` +
          `${entry.text ? `<RmtInf><Ustrd>${entry.text}</Ustrd></RmtInf>` : ''}</TxDtls>`,
      )
      const batch = entry.messageId ? `<Btch><MsgId>${entry.messageId}</MsgId></Btch>` : ''
      return (
        `<Ntry>${amount(entry.amountMinor)}${indicator(entry.amountMinor)}${entry.reversal ? '<RvslInd>true</RvslInd>' : ''}<Sts><Cd>BOOK</Cd></Sts>` +
        `<BookgDt><Dt>${entry.date ?? date}</Dt></BookgDt><ValDt><Dt>${entry.valueDate ?? entry.date ?? date}</Dt></ValDt>${tag('AcctSvcrRef', entry.bankReference)}` +
        `<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>DMCT</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls>${batch}${details.join('')}</NtryDtls></Ntry>`
      )
    })
    return (
      `<Stmt><Id>S${number}</Id><ElctrncSeqNb>${number.replace(/\D/g, '')}</ElctrncSeqNb><CreDtTm>${date}T20:00:00</CreDtTm><Acct><Id><Othr><Id>${account}</Id></Othr></Id><Ccy>${currency}</Ccy></Acct>` +
      `${balance('OPBD', openingMinor, statement.openingDate ?? date)}${balance('CLBD', closingOf(statement), date)}${lines.join('')}</Stmt>`
    )
  })
  return (
    '<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>' +
    `<GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-11-20T20:00:00</CreDtTm></GrpHdr>${body.join('')}</BkToCstmrStmt></Document>`
  )
}

let files = 0

/** Uploads a text and shows what it is. */
export function previewText(desk: TestDesk, text: string, who: PersonName = 'fin'): Answer {
  const fileId = uploadFile(desk.as(who), `statement-${++files}.txt`, text)
  return { fileId, ...desk.as(who).call('statements.preview', { fileId }) }
}

/** Uploads, looks and takes, with a word on any findings. */
export function takeText(
  desk: TestDesk,
  text: string,
  options: { who?: PersonName; acceptFindings?: string } = {},
): Answer {
  const { who = 'fin', acceptFindings = '' } = options
  const { fileId, sha256 } = previewText(desk, text, who)
  return desk.as(who).call('statements.take', { fileId, sha256, acceptFindings })
}

/** All lines, oldest first. */
export function linesOf(
  desk: TestDesk,
  ask: { statementId?: number; unmatchedOnly?: boolean; who?: PersonName } = {},
): Answer[] {
  const { statementId = null, unmatchedOnly = false, who = 'fin' } = ask
  return desk.as(who).call('statements.lines', { statementId, unmatchedOnly, after: null, pageSize: 100 }).rows
}
