/**
 * Small camt.053 messages for the tests: a statement around balances and entries, and what a result says.
 */
import { expect } from 'vitest'
import { inspectStatement } from '../../../src/main/engine/formats/statements/inspect.ts'
import type { Statement, StatementFile } from '../../../src/main/engine/formats/statements/model.ts'
import { bytesOf } from './samples.ts'

export const NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'

export function read(text: string): StatementFile {
  return inspectStatement(bytesOf(text))
}

export function only(file: StatementFile): Statement {
  expect(file.outcome).not.toBe('refused')
  expect(file.statements).toHaveLength(1)
  return file.statements[0] as Statement
}

export function codes(file: StatementFile): string[] {
  return file.findings.map((finding) => finding.code)
}

export function balance(
  type: string,
  amount: string,
  options: { sign?: string; currency?: string; date?: string } = {},
): string {
  const { sign = 'CRDT', currency = 'EUR', date = '<Dt>2024-01-10</Dt>' } = options
  return `<Bal><Tp><CdOrPrtry><Cd>${type}</Cd></CdOrPrtry></Tp><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${sign}</CdtDbtInd><Dt>${date}</Dt></Bal>`
}

export type EntryParts = {
  amount?: string
  sign?: string
  status?: string
  currency?: string
  rest?: string
  details?: string
}

export function entry(parts: EntryParts = {}): string {
  const { amount = '10.00', sign = 'CRDT', status = '<Cd>BOOK</Cd>', currency = 'EUR', rest = '', details = '' } = parts
  return `<Ntry><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${sign}</CdtDbtInd>${rest}<Sts>${status}</Sts><BookgDt><Dt>2024-01-10</Dt></BookgDt><AcctSvcrRef>BANK1</AcctSvcrRef>${details}</Ntry>`
}

export const ACCOUNT = '<Acct><Id><IBAN>NL00BANK0123456789</IBAN></Id><Ccy>EUR</Ccy></Acct>'
export const OPEN = balance('OPBD', '100.00')

export function statement(body: string, options: { namespace?: string; head?: string; account?: string } = {}): string {
  const { namespace = ` xmlns="${NAMESPACE}"`, head = '', account = ACCOUNT } = options
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Document${namespace}><BkToCstmrStmt><GrpHdr><MsgId>M</MsgId>${head}</GrpHdr><Stmt><Id>S</Id><ElctrncSeqNb>7</ElctrncSeqNb>${account}${body}</Stmt></BkToCstmrStmt></Document>\n`
}

export const PLAIN = statement(`${OPEN}${balance('CLBD', '110.00')}${entry()}`)

export function details(...transactions: string[]): string {
  return `<NtryDtls>${transactions.join('')}</NtryDtls>`
}

export function transaction(reference: string, more = ''): string {
  return `<TxDtls><Refs><EndToEndId>${reference}</EndToEndId></Refs>${more}</TxDtls>`
}
