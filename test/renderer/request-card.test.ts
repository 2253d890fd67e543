/** The request card: its path, its checks, its missing steps, its sums, and the status matrix behind it. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { minor } from '../../src/contract/money.ts'
import type { Check } from '../../src/contract/requests.ts'
import type { PaymentType, TransactionRow } from '../../src/contract/transactions.ts'
import { Profile } from '../../src/contract/workflow.ts'
import { blockedGroups } from '../../src/renderer/features/requests/blocked-groups.ts'
import { checkWords, countChecks } from '../../src/renderer/features/requests/check-words.ts'
import { addressLine, destinationLine } from '../../src/renderer/features/requests/destination-line.ts'
import { eventWords, fieldWords } from '../../src/renderer/features/requests/event-words.ts'
import { pathOf } from '../../src/renderer/features/requests/path.ts'
import { transactionSums } from '../../src/renderer/features/requests/transaction-sums.ts'
import { cellLines, fits } from '../../src/renderer/features/workflow/matrix-cells.ts'
import { translate } from '../../src/renderer/i18n/text.tsx'

const profile = Profile.parse(
  JSON.parse(readFileSync(new URL('../../resources/profiles/department-review.json', import.meta.url), 'utf8')),
)
const t = translate('en')

describe('the path', () => {
  const words = (steps: ReturnType<typeof pathOf>) => steps.map(({ status, state }) => `${status} ${state}`)

  it('leads a new request without open trades past Dealing', () => {
    expect(words(pathOf(profile, { status: 'new', department: 'customerSupport', openTrades: 0 }, []))).toEqual([
      'new here',
      'approvedByCs ahead',
      'approvedByRetention ahead',
      'approvedByBackoffice ahead',
      'completed ahead',
    ])
  })

  it('leads a request with open trades by Dealing (R1-38)', () => {
    const steps = words(pathOf(profile, { status: 'approvedByCs', department: 'retention', openTrades: 3 }, []))
    expect(steps).toContain('approvedByDealing ahead')
  })

  it('shows what the events say is behind, and nothing ahead of a final status', () => {
    const events = [
      { from: 'new', to: 'rejected', at: 2 },
      { from: null, to: 'new', at: 1 },
    ]
    expect(words(pathOf(profile, { status: 'rejected', department: null, openTrades: 0 }, events))).toEqual([
      'new behind',
      'rejected here',
    ])
  })

  it('lists a status that was left and entered again once', () => {
    const events = [
      { from: 'new', to: 'approvedByCs', at: 1 },
      { from: 'approvedByCs', to: 'awaitingDocs', at: 2 },
      { from: 'awaitingDocs', to: 'approvedByCs', at: 3 },
    ]
    const steps = pathOf(profile, { status: 'approvedByCs', department: 'retention', openTrades: 0 }, events)
    expect(steps.filter(({ status }) => status === 'approvedByCs')).toEqual([{ status: 'approvedByCs', state: 'here' }])
    expect(steps[1]).toEqual({ status: 'awaitingDocs', state: 'behind' })
  })
})

const check = (name: Check['check'], state: Check['state'], figures: Check['figures'] = {}): Check => ({
  check: name,
  state,
  figures,
  answer: null,
  answeredBy: null,
  answeredAt: null,
})

describe('a check', () => {
  it('says its figures', () => {
    const figures = { available: '100.00 HKD', amount: '120.00 HKD' }
    expect(checkWords(check('available', 'warning', figures), t)).toBe('Only 100.00 HKD available for 120.00 HKD')
    expect(checkWords(check('margin', 'failed', { level: '87 %', least: '100 %' }), t)).toBe(
      'Margin level 87 % is below 100 %',
    )
  })

  it('has a sentence for every state in which it can be', () => {
    const all: readonly Check[] = [
      check('available', 'passed', { available: '2', amount: '1' }),
      check('documents', 'passed', { wanted: 0, accepted: 2, of: 2 }),
      check('documents', 'toDo', { wanted: 1, accepted: 0, of: 1 }),
      check('documents', 'warning', { wanted: 0, accepted: 0, of: 1 }),
      check('documents', 'passed', { wanted: 0, accepted: 0, of: 0 }),
      check('margin', 'passed', { level: '—', least: '100 %' }),
      check('retentionCall', 'passed', { outcome: 'wants to be paid' }),
      check('retentionCall', 'toDo', { outcome: '' }),
      check('payeeName', 'warning', { payee: 'A', customer: 'B' }),
      check('destinationAge', 'warning', { days: 0 }),
      check('destinationAge', 'passed', { days: 12 }),
      check('recheckBalance', 'toDo'),
    ]
    for (const each of all) {
      const sentence = checkWords(each, t)
      expect(sentence, each.check).not.toMatch(/[{}]/)
      expect(Object.values({ passed: 'Passed', toDo: 'To do', warning: 'Warning' })).not.toContain(sentence)
    }
  })

  it('is counted by its state', () => {
    const checks = [check('available', 'passed'), check('margin', 'failed'), check('payeeName', 'warning')]
    expect(countChecks([...checks, check('retentionCall', 'toDo')])).toEqual({ passed: 1, todo: 1, warnings: 2 })
  })
})

describe('missing steps', () => {
  it('stand together where one sentence explains them', () => {
    const refusal = (department: string) => ({ code: 'DEPARTMENT_DIFFERS' as const, figures: { department } })
    const groups = blockedGroups(
      [
        { action: 'approve', blockedBy: refusal('backoffice') },
        { action: 'passToRetention', blockedBy: null },
        { action: 'reject', blockedBy: refusal('backoffice') },
        { action: 'passToDealing', blockedBy: refusal('retention') },
      ],
      ({ figures }) => `belongs to ${figures.department}`,
    )
    expect(groups).toEqual([
      { sentence: 'belongs to backoffice', actions: ['approve', 'reject'] },
      { sentence: 'belongs to retention', actions: ['passToDealing'] },
    ])
  })
})

const transaction = (paymentType: PaymentType, amountMinor: number, status: TransactionRow['status']) => ({
  paymentType,
  amountMinor: minor(amountMinor),
  status,
})

describe('the sums of the transactions (R1-33, R1-45)', () => {
  it.each([
    ['equal', [transaction('wireTransfer', 950, 'approved'), transaction('fee', 50, 'approved')], 1000, 0],
    ['less', [transaction('wireTransfer', 900, 'approved'), transaction('fee', 50, 'approved')], 950, 50],
    ['above', [transaction('wireTransfer', 1200, 'approved')], 1200, 200],
    ['feeOnly', [transaction('wireTransfer', 950, 'draft'), transaction('fee', 50, 'approved')], 50, 950],
    [null, [transaction('wireTransfer', 950, 'draft'), transaction('fee', 50, 'failed')], 0, 1000],
  ] as const)('%s', (outcome, transactions, totalMinor, differenceMinor) => {
    expect(transactionSums(transactions, 1000)).toMatchObject({ outcome, totalMinor, differenceMinor })
  })

  it('count drafts apart', () => {
    const sums = transactionSums([transaction('cheque', 400, 'draft'), transaction('fee', 50, 'draft')], 1000)
    expect(sums).toMatchObject({ drafts: 2, draftsMinor: 450, totalMinor: 0 })
  })
})

describe('words of events', () => {
  const words = { actionLabel: (action: string) => (action === 'passToDealing' ? 'Pass to Dealing' : action) }

  it('come from the catalogue, from the profile, or are the code itself', () => {
    expect(eventWords('request.create', t, words)).toBe('Created')
    expect(eventWords('request.passToDealing', t, words)).toBe('Pass to Dealing')
    expect(eventWords('request.unheardOf', t, words)).toBe('request.unheardOf')
  })

  it('name changed fields and kinds of documents', () => {
    expect(fieldWords('status', t)).toBe('Status')
    expect(fieldWords('identity', t)).toBe('Identity document')
    expect(fieldWords('unheardOf', t)).toBe('unheardOf')
  })
})

describe('a destination', () => {
  const address = { street: 'Des Voeux Road', building: '12', postCode: '', town: 'Hong Kong', country: 'HK' }
  const bank = { payeeName: 'LEE', currency: 'HKD' as const, bankCode: '004', bankBic: '', bankName: 'HSBC' }

  it('is bank and account, or the place that a cheque is for', () => {
    expect(destinationLine({ kind: 'bankAccount', ...bank, accountNumber: '808-1', address })).toBe('HSBC 004 · 808-1')
    expect(destinationLine({ kind: 'cheque', ...bank, accountNumber: '', address })).toBe('Hong Kong, HK')
    expect(addressLine({ kind: 'cheque', ...bank, accountNumber: '', address })).toBe(
      '12 Des Voeux Road, Hong Kong, HK',
    )
  })
})

describe('the status matrix', () => {
  it('puts the three Pass actions of the worked example into one line: CS / 3 (R1-51)', () => {
    const [line, ...others] = cellLines(profile, 'awaitingDocs', 'approvedByCs')
    expect(others).toEqual([])
    expect(line).toMatchObject({
      performer: 'customerSupport',
      permissionNumber: 3,
      actions: ['passToRetention', 'passToDealing', 'passToBackoffice'],
    })
  })

  it('draws every transition of the profile once', () => {
    const statuses = profile.statuses.map(({ status }) => status)
    const drawn = statuses.flatMap((from) =>
      statuses.flatMap((to) =>
        cellLines(profile, from, to).flatMap(({ transitions }) => transitions.map(({ id }) => id)),
      ),
    )
    expect([...drawn].sort()).toEqual(profile.transitions.map(({ id }) => id).sort())
  })

  it('is narrowed down by department and permission', () => {
    const line = cellLines(profile, 'awaitingDocs', 'approvedByCs')[0]!
    expect(fits(line, { performer: 'customerSupport', permissionNumber: 3 })).toBe(true)
    expect(fits(line, { performer: 'dealing', permissionNumber: null })).toBe(false)
    expect(fits(line, { performer: null, permissionNumber: 2 })).toBe(false)
    expect(
      fits(cellLines(profile, 'new', 'forwardedToDealing')[0]!, { performer: 'dealing', permissionNumber: 5 }),
    ).toBe(true)
  })
})
