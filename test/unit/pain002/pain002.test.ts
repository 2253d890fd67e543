/**
 * Payment status reports: every sample and field, the traps of the levels, and what a report says about one payment.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { meaningOf, type StatusMeaning, type StatusReport } from '../../../src/main/engine/formats/pain002/model.ts'
import { readStatusReport } from '../../../src/main/engine/formats/pain002/read-report.ts'
import { nextStatus, resolveStatus, type SentPayment } from '../../../src/main/engine/formats/pain002/resolve-status.ts'
import { bytesOf, expectedReports, sample } from '../statements/samples.ts'

const NAMESPACE = ' xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"'

function message(body: string, options: { namespace?: string; original?: string } = {}): Uint8Array {
  const {
    namespace = NAMESPACE,
    original = '<OrgnlMsgId>M1</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>',
  } = options
  const [group = '', blocks = ''] = body.split('|')
  return bytesOf(
    `<?xml version="1.0"?>\n<Document${namespace}><CstmrPmtStsRpt><GrpHdr><MsgId>R1</MsgId></GrpHdr><OrgnlGrpInfAndSts>${original}${group}</OrgnlGrpInfAndSts>${blocks}</CstmrPmtStsRpt></Document>`,
  )
}

function block(id: string, status: string, transactions = ''): string {
  const stated = status === '' ? '' : `<PmtInfSts>${status}</PmtInfSts>`
  return `<OrgnlPmtInfAndSts><OrgnlPmtInfId>${id}</OrgnlPmtInfId>${stated}${transactions}</OrgnlPmtInfAndSts>`
}

function transaction(id: string, status: string, reason = ''): string {
  const stated = status === '' ? '' : `<TxSts>${status}</TxSts>`
  const why = reason === '' ? '' : `<StsRsnInf><Rsn><Cd>${reason}</Cd></Rsn></StsRsnInf>`
  return `<TxInfAndSts><OrgnlEndToEndId>${id}</OrgnlEndToEndId>${stated}${why}</TxInfAndSts>`
}

function only(bytes: Uint8Array): StatusReport {
  const file = readStatusReport(bytes)
  expect(file.outcome).not.toBe('refused')
  expect(file.reports).toHaveLength(1)
  return file.reports[0] as StatusReport
}

function codes(bytes: Uint8Array): string[] {
  return readStatusReport(bytes).findings.map((finding) => finding.code)
}

describe('samples', () => {
  it.each(expectedReports.map((one) => [one.file, one] as const))('%s', (file, expected) => {
    const found = readStatusReport(sample(file))
    const report = only(sample(file))
    expect(found.format).toBe(expected.format.replace('no default namespace', 'no namespace'))
    const transactions = report.blocks.flatMap((one) => one.transactions)
    expect({
      entries: transactions.length,
      messageId: report.messageId,
      originalMessageId: report.originalMessageId,
      originalMessageName: report.originalMessageName,
      groupStatus: report.groupStatus,
      groupReasons: report.groupReasons.map((reason) => reason.code),
      blocks: report.blocks.map((one) => ({
        id: one.originalBlockId,
        status: one.status,
        reasons: one.reasons.map((reason) => reason.code),
        transactions: one.transactions.map((single) => ({
          end_to_end_id: single.originalEndToEndId,
          status: single.status,
          reasons: single.reasons.map((reason) => reason.code),
        })),
      })),
      rejected: transactions.filter((single) => meaningOf(single.status) === 'rejected').length,
    }).toEqual({
      entries: expected.entries,
      messageId: expected.message_id,
      originalMessageId: expected.original_message_id,
      originalMessageName: expected.original_message_name,
      groupStatus: expected.group_status,
      groupReasons: expected.group_reasons,
      blocks: expected.blocks,
      rejected: expected.rejected_transactions,
    })
  })

  it('keep the whole story of free-text reasons', () => {
    const report = only(sample('pain002/crossriver-txn-rejected.xml'))
    expect(report.blocks[0]?.transactions[0]?.reasons[0]).toEqual({
      code: 'NARR',
      text: ['Instruction ID example01234567 already exist'],
    })
    expect(codes(sample('pain002/crossriver-txn-rejected.xml'))).toEqual([
      'version-not-stated',
      'group-contradicts-block',
    ])
    expect(expectedReports).toHaveLength(7)
  })
})

describe('reading', () => {
  it.each([
    [
      'the first version',
      '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.02"><pain.002.001.02><GrpHdr><MsgId>R1</MsgId></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>M1</OrgnlMsgId></OrgnlGrpInfAndSts><TxInfAndSts><OrgnlEndToEndId>E1</OrgnlEndToEndId><TxSts>RJCT</TxSts><StsRsnInf><StsRsn><Cd>AC01</Cd></StsRsn><AddtlStsRsnInf>closed</AddtlStsRsnInf></StsRsnInf></TxInfAndSts></pain.002.001.02></Document>',
      'pain.002.001.02',
    ],
    [
      'prefixes',
      `<p:Document xmlns:p="urn:iso:std:iso:20022:tech:xsd:pain.002.001.12"><p:CstmrPmtStsRpt><p:OrgnlGrpInfAndSts><p:OrgnlMsgId>M1</p:OrgnlMsgId></p:OrgnlGrpInfAndSts><p:OrgnlPmtInfAndSts><p:TxInfAndSts><p:OrgnlEndToEndId>E1</p:OrgnlEndToEndId><p:TxSts>RJCT</p:TxSts><p:StsRsnInf><p:Rsn><p:Cd>AC01</p:Cd></p:Rsn><p:AddtlInf>closed</p:AddtlInf></p:StsRsnInf></p:TxInfAndSts></p:OrgnlPmtInfAndSts></p:CstmrPmtStsRpt></p:Document>`,
      'pain.002.001.12',
    ],
  ])('reads %s', (_, text, format) => {
    const file = readStatusReport(bytesOf(text))
    expect(file).toMatchObject({ outcome: 'clean', format })
    expect(file.reports[0]?.blocks[0]).toMatchObject({
      originalBlockId: null,
      transactions: [{ originalEndToEndId: 'E1', status: 'RJCT', reasons: [{ code: 'AC01', text: ['closed'] }] }],
    })
  })

  it('reads ids, references, times and amounts of a transaction', () => {
    const rich = `<TxInfAndSts><OrgnlInstrId>I1</OrgnlInstrId><OrgnlEndToEndId>E1</OrgnlEndToEndId><OrgnlUETR>u1</OrgnlUETR><TxSts>ACSC</TxSts><AccptncDtTm>2024-01-10T10:00:00+08:00</AccptncDtTm><AcctSvcrRef>B1</AcctSvcrRef><OrgnlTxRef><Amt><InstdAmt Ccy="HKD">12.50</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts>`
    expect(only(message(`|${block('P1', 'ACSC', rich)}`)).blocks[0]?.transactions[0]).toMatchObject({
      originalInstructionId: 'I1',
      originalUetr: 'u1',
      bankReference: 'B1',
      acceptedAt: '2024-01-10T10:00:00+08:00',
      amountText: '12.50',
      currency: 'HKD',
    })
  })

  it.each([
    [
      'no original message id',
      message('<GrpSts>ACSP</GrpSts>', { original: '<OrgnlMsgId></OrgnlMsgId>' }),
      'original-message-missing',
    ],
    ['no status anywhere', message(''), 'no-status'],
    [
      'a rejected block in an accepted message',
      message(`<GrpSts>ACCP</GrpSts>|${block('P1', 'RJCT')}`),
      'group-contradicts-block',
    ],
    [
      'a reason on an accepted transaction',
      message(`|${block('P1', '', transaction('E1', 'ACSP', 'AC01'))}`),
      'reason-on-accepted',
    ],
    ['a rejection without reason', message(`|${block('P1', '', transaction('E1', 'RJCT'))}`), 'reason-missing'],
    ['an unknown code', message('<GrpSts>ZZZZ</GrpSts>'), 'status-unknown'],
    [
      'more listed than stated',
      message(
        `|${block('P1', 'PART', `<NbOfTxsPerSts><DtldNbOfTxs>1</DtldNbOfTxs><DtldSts>RJCT</DtldSts></NbOfTxsPerSts>${transaction('E1', 'RJCT', 'AC01')}${transaction('E2', 'RJCT', 'AC01')}`)}`,
      ),
      'count-mismatch',
    ],
    [
      'a transaction without any id',
      message(`|${block('P1', '', '<TxInfAndSts><TxSts>ACSP</TxSts></TxInfAndSts>')}`),
      'transaction-without-id',
    ],
    ['no namespace', message('<GrpSts>ACSP</GrpSts>', { namespace: '' }), 'version-not-stated'],
  ])('reports %s', (_, bytes, code) => {
    expect(codes(bytes)).toEqual([code])
  })

  it.each([
    ['text', bytesOf('hello')],
    ['a statement', sample('camt053/genkgo-v2-minimal.xml')],
    ['a DOCTYPE', bytesOf('<!DOCTYPE x><Document/>')],
    ['binary data', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0])],
    ['nothing', new Uint8Array()],
  ])('refuses %s', (_, bytes) => {
    const file = readStatusReport(bytes)
    expect(file).toMatchObject({ outcome: 'refused', reports: [] })
    expect(file.findings[0]).toMatchObject({ severity: 'refusal' })
  })

  it('never takes a cut file for a whole one', () => {
    const bytes = sample('pain002/nordea-txn-reject.xml')
    const end = Buffer.from(bytes).toString('latin1').trimEnd().length
    for (let length = 0; length < end; length += 3)
      expect(readStatusReport(bytes.subarray(0, length)).outcome).toBe('refused')
  })

  it('never throws, whatever the bytes are', () => {
    const bytes = sample('pain002/postfinance-part.xml')
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 5 }),
        (changes) => {
          const changed = new Uint8Array(bytes)
          for (const [at, byte] of changes) changed[at % changed.length] = byte
          expect(['clean', 'findings', 'refused']).toContain(readStatusReport(changed).outcome)
        },
      ),
      { numRuns: 500, seed: 6 },
    )
  })
})

describe('the status of one payment', () => {
  const payment: SentPayment = { messageId: 'M1', blockId: 'P1', endToEndId: 'E1', instructionId: 'I1', uetr: null }
  const resolved = (body: string, sent: Partial<SentPayment> = {}): [string, string] => {
    const { level, meaning } = resolveStatus(only(message(body)), { ...payment, ...sent })
    return [level, meaning]
  }

  it.each([
    ['the whole message is accepted', '<GrpSts>ACSP</GrpSts>', ['group', 'accepted']],
    ['the whole message is received', '<GrpSts>ACTC</GrpSts>', ['group', 'received']],
    ['the whole message is rejected', '<GrpSts>RJCT</GrpSts>', ['group', 'rejected']],
    ['the block is rejected and lists nothing', `<GrpSts>ACTC</GrpSts>|${block('P1', 'RJCT')}`, ['block', 'rejected']],
    ['another block is rejected', `<GrpSts>ACTC</GrpSts>|${block('P2', 'RJCT')}`, ['group', 'received']],
    [
      'the payment is settled in a partly accepted block',
      `|${block('P1', 'PART', transaction('E1', 'ACSC'))}`,
      ['transaction', 'settled'],
    ],
    [
      'another payment of the block is rejected',
      `|${block('P1', 'PART', transaction('E2', 'RJCT', 'AC01'))}`,
      ['block', 'partly'],
    ],
    [
      'the payment is listed without a status',
      `|${block('P1', 'RJCT', transaction('E1', '', 'AC01'))}`,
      ['block', 'rejected'],
    ],
    ['the same id in another block', `|${block('P2', 'PART', transaction('E1', 'RJCT', 'AC01'))}`, ['none', 'silent']],
    ['an unknown code', `|${block('P1', 'WXYZ')}`, ['block', 'unknown-code']],
    ['nothing is said', `|${block('P2', 'ACSP')}`, ['none', 'silent']],
  ])('%s', (_, body, expected) => {
    expect(resolved(body)).toEqual(expected)
  })

  it('is only read from a report on its own message', () => {
    expect(resolved('<GrpSts>RJCT</GrpSts>', { messageId: 'M2' })).toEqual(['none', 'silent'])
  })

  it('is matched by UETR, end-to-end id or instruction id', () => {
    const by = (fields: string, sent: Partial<SentPayment>): string =>
      resolveStatus(only(message(`|${block('P1', '', `<TxInfAndSts>${fields}<TxSts>ACSC</TxSts></TxInfAndSts>`)}`)), {
        ...payment,
        ...sent,
      }).meaning
    expect(by('<OrgnlEndToEndId>X</OrgnlEndToEndId><OrgnlUETR>u</OrgnlUETR>', { uetr: 'u' })).toBe('settled')
    expect(by('<OrgnlEndToEndId>E1</OrgnlEndToEndId><OrgnlUETR>u</OrgnlUETR>', { uetr: 'v' })).toBe('silent')
    expect(by('<OrgnlInstrId>I1</OrgnlInstrId><OrgnlEndToEndId>NOTPROVIDED</OrgnlEndToEndId>', {})).toBe('settled')
    expect(by('<OrgnlInstrId>I1</OrgnlInstrId><OrgnlEndToEndId>E2</OrgnlEndToEndId>', {})).toBe('silent')
  })

  it('is left to a person when the report lists it twice', () => {
    const twice = only(message(`|${block('P1', '', transaction('E1', 'RJCT', 'AC01') + transaction('E1', 'ACSC'))}`))
    expect(resolveStatus(twice, payment)).toMatchObject({ ambiguous: true })
  })
})

describe('several reports on one payment', () => {
  const following = (...reports: StatusMeaning[]): [StatusMeaning, boolean] => {
    let meaning: StatusMeaning = 'silent'
    let conflict = false
    for (const reported of reports) {
      const next = nextStatus(meaning, reported)
      meaning = next.meaning
      conflict ||= next.conflict
    }
    return [meaning, conflict]
  }

  it.each([
    [['received', 'accepted', 'settled'], 'settled', false],
    [['settled', 'accepted', 'received'], 'settled', false],
    [['received', 'rejected'], 'rejected', false],
    [['rejected', 'received'], 'rejected', false],
    [['accepted', 'waiting'], 'accepted', false],
    [['settled', 'rejected'], 'settled', true],
    [['rejected', 'settled'], 'settled', true],
    [['rejected', 'rejected'], 'rejected', false],
    [['rejected', 'cancelled'], 'rejected', true],
    [['accepted', 'silent'], 'accepted', false],
    [['accepted', 'unknown-code'], 'accepted', true],
  ] as [StatusMeaning[], StatusMeaning, boolean][])('%s', (reports, meaning, conflict) => {
    expect(following(...reports)).toEqual([meaning, conflict])
  })

  it('never move a settled payment back, in whatever order they come', () => {
    const meanings: StatusMeaning[] = [
      'received',
      'accepted',
      'accepted-with-change',
      'waiting',
      'partly',
      'silent',
      'rejected',
      'cancelled',
      'settled',
      'unknown-code',
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...meanings), { maxLength: 8 }), (reports) => {
        const [meaning] = following(...reports)
        return !reports.includes('settled') || meaning === 'settled'
      }),
    )
  })

  it('knows the codes of the standard and no others', () => {
    expect(
      ['RCVD', 'ACTC', 'ACCP', 'ACSP', 'ACSC', 'ACCC', 'ACWC', 'ACWP', 'PART', 'PDNG', 'RJCT', 'CANC'].map(meaningOf),
    ).toEqual([
      'received',
      'received',
      'accepted',
      'accepted',
      'settled',
      'settled',
      'accepted-with-change',
      'accepted-without-posting',
      'partly',
      'waiting',
      'rejected',
      'cancelled',
    ])
    expect(['ACFC', 'toString', ''].map(meaningOf)).toEqual(['unknown-code', 'unknown-code', 'unknown-code'])
    expect(meaningOf(null)).toBe('silent')
  })
})
