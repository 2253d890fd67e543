/** Statement files of any length, out of one block of entries, so that neither disk nor memory is part of what is measured. */
import { chance } from '../support/chance.ts'

/** Entries of a block; a file is a whole number of blocks. */
export const BLOCK = 10_000
const SLICE = 65_536

const two = (n: number): string => String(n).padStart(2, '0')
const decimal = (cents: number, mark: string): string => `${Math.floor(cents / 100)}${mark}${two(cents % 100)}`

type Payment = { cents: number; day: string; reference: string; name: string; account: string; number: number }

function payments(): Payment[] {
  const random = chance(21)
  return Array.from({ length: BLOCK }, (_, number) => ({
    number,
    cents: 100 + random.int(5_000_000),
    day: two(1 + Math.floor((number * 28) / BLOCK)),
    reference: `WD-${String(number).padStart(9, '0')}`,
    name: `${random.word(6)} ${random.word(9)}`,
    account: `DE${String(10_000_000_000 + random.int(1_000_000_000)).padStart(20, '3')}`,
  }))
}

const CAMT_HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>S1</MsgId><CreDtTm>2025-06-30T23:59:00</CreDtTm></GrpHdr><Stmt><Id>1</Id><CreDtTm>2025-06-30T23:59:00</CreDtTm><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id></Acct><Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2025-06-30</Dt></Dt></Bal>
`
const CAMT_FOOT = '</Stmt></BkToCstmrStmt></Document>\n'

function camtEntry({ number, cents, day, reference, name, account }: Payment): string {
  const amount = `<Amt Ccy="EUR">${decimal(cents, '.')}</Amt><CdtDbtInd>DBIT</CdtDbtInd>`
  const dates = `<BookgDt><Dt>2025-06-${day}</Dt></BookgDt><ValDt><Dt>2025-06-${day}</Dt></ValDt>`
  const code = '<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>'
  const parties = `<RltdPties><Cdtr><Pty><Nm>${name}</Nm></Pty></Cdtr><CdtrAcct><Id><IBAN>${account}</IBAN></Id></CdtrAcct></RltdPties>`
  const details = `<NtryDtls><TxDtls><Refs><EndToEndId>${reference}</EndToEndId></Refs>${amount}${parties}<RmtInf><Ustrd>Payout ${reference} &amp; thanks</Ustrd></RmtInf></TxDtls></NtryDtls>`
  return `<Ntry><NtryRef>${number}</NtryRef>${amount}<Sts><Cd>BOOK</Cd></Sts>${dates}<AcctSvcrRef>AS${number}</AcctSvcrRef>${code}${details}</Ntry>\n`
}

/** Makes camt.053 files; the block is made once. */
export function camtFile(): (entries: number) => Generator<Uint8Array> {
  const encoder = new TextEncoder()
  const [head, foot] = [encoder.encode(CAMT_HEAD), encoder.encode(CAMT_FOOT)]
  const block = encoder.encode(payments().map(camtEntry).join(''))
  return function* slices(entries) {
    yield head
    for (let made = 0; made < entries; made += BLOCK) {
      for (let at = 0; at < block.length; at += SLICE) yield block.subarray(at, at + SLICE)
    }
    yield foot
  }
}

/** An MT940 file with statements of up to 500 entries, whose balances follow one another. */
export function mt940File(entries: number): string {
  const all = payments()
  const parts: string[] = []
  let balance = 100_000_000_000_000
  const show = (cents: number): string => decimal(cents, ',')
  for (let from = 0; from < entries; from += 500) {
    const opening = balance
    parts.push(
      `:20:STMT${from / 500}\r\n:25:37040044/0532013000\r\n:28C:${1 + from / 500}/1\r\n:60F:C250601EUR${show(opening)}\r\n`,
    )
    for (let index = from; index < Math.min(entries, from + 500); index += 1) {
      const { cents, day, reference, name, account, number } = all[index % BLOCK] as Payment
      balance -= cents
      parts.push(
        `:61:2506${day}06${day}D${show(cents)}NTRF${reference}//AS${number}\r\n:86:166?00TRANSFER?20Payout ${reference}?31${account}?32${name.slice(0, 27)}\r\n`,
      )
    }
    parts.push(`:62F:C250630EUR${show(balance)}\r\n-\r\n`)
  }
  return parts.join('')
}
