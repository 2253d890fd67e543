/** What follows from a failure, and which channel is riskier than another (R2-31…R2-34, R2-38, R3-79). */
import { readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import type { ChannelFee } from '../../../src/contract/channels.ts'
import { FailurePolicy } from '../../../src/contract/failure-policy.ts'
import type { Riskier } from '../../../src/contract/failures.ts'
import { problemsOfFailures } from '../../../src/main/engine/features/channels/rules.ts'
import { type ChannelTraits, codeOf, planOf, riskierThan } from '../../../src/main/engine/features/failures/rules.ts'

const policy = FailurePolicy.parse(JSON.parse(readFileSync('resources/channels/failures.json', 'utf8')))

test('R2-31 the policy that comes along holds together and says what the rules say', () => {
  expect(problemsOfFailures(policy)).toEqual([])
  expect(policy.codes.map(({ code, retry }) => [code, retry])).toEqual([
    ['INVALID_ACCOUNT', 'never'],
    ['ACCOUNT_CLOSED', 'never'],
    ['NAME_MISMATCH', 'never'],
    ['PROVIDER_ERROR', 'afterDelay'],
    ['LIMIT_EXCEEDED', 'nextDay'],
    ['TIMEOUT', 'afterDelay'],
    ['OTHER', 'never'],
  ])
})

test.each<[why: string, change: (codes: FailurePolicy['codes']) => FailurePolicy['codes']]>([
  ['TIMEOUT is there twice', (codes) => [...codes, { ...(codes[5] as FailurePolicy['codes'][number]), words: [] }]],
  [
    'TM01 is there twice',
    (codes) => codes.map((each) => (each.code === 'OTHER' ? { ...each, words: ['TM01'] } : each)),
  ],
  ['OTHER is missing', (codes) => codes.filter(({ code }) => code !== 'OTHER')],
  [
    'OTHER is never tried again by itself',
    (codes) => codes.map((each) => (each.code === 'OTHER' ? { ...each, retry: 'afterDelay' as const } : each)),
  ],
])('a policy with a fault is refused: %s', (why, change) => {
  expect(problemsOfFailures({ ...policy, codes: change(policy.codes) })).toEqual([why])
})

test('R2-32 never more than three tries by itself, whatever a policy says', () => {
  expect(FailurePolicy.safeParse({ ...policy, mostRetries: 3 }).success).toBe(true)
  expect(FailurePolicy.safeParse({ ...policy, mostRetries: 4 }).success).toBe(false)
})

test('R2-38 LIMIT_EXCEEDED of the desk and of the provider are two codes in two lists', () => {
  const profile = JSON.parse(readFileSync('resources/profiles/payout-operations.json', 'utf8'))
  const own = profile.reasonCodes.find(({ code }: { code: string }) => code === 'LIMIT_EXCEEDED')
  const provider = policy.codes.find(({ code }) => code === 'LIMIT_EXCEEDED')
  expect(own.label.en).toBe('Amount over the limits')
  expect(provider?.label.en).toBe('A limit of the bank or provider is exceeded')
})

test.each([
  ['RJCT AC04 account closed', 'ACCOUNT_CLOSED'],
  ['rjct (ac01)', 'INVALID_ACCOUNT'],
  ['AC045', 'OTHER'],
  ['provider_error: gateway', 'PROVIDER_ERROR'],
  ['', 'OTHER'],
  ['AC01 AC04', 'INVALID_ACCOUNT'],
])('the words "%s" mean %s', (words, code) => expect(codeOf(policy, words)).toBe(code))

describe('R2-32 R2-33 R2-34 the plan', () => {
  test.each([
    ['INVALID_ACCOUNT', 0, true, { to: 'review', why: 'notRetryable' }],
    ['PROVIDER_ERROR', 0, true, { to: 'scheduled', when: 'afterDelay' }],
    ['PROVIDER_ERROR', 2, true, { to: 'scheduled', when: 'afterDelay' }],
    ['PROVIDER_ERROR', 3, true, { to: 'review', why: 'triesUsed' }],
    ['LIMIT_EXCEEDED', 0, true, { to: 'scheduled', when: 'nextDay' }],
    ['TIMEOUT', 0, false, { to: 'review', why: 'noAutomaticRetry' }],
    ['NOT_IN_THE_POLICY', 0, true, { to: 'review', why: 'notRetryable' }],
  ])('%s after %d tries', (code, retries, automatic, plan) =>
    expect(planOf({ policy, code, retries, automatic })).toEqual(plan),
  )
})

const FIXED = (amountMinor: number): ChannelFee => ({ kind: 'fixed', amountMinor: amountMinor as never })
function channel(
  given: Partial<ChannelTraits> & { family?: string; region?: string; executionMode?: string } = {},
): ChannelTraits {
  const { family = 'fps', region = 'local', executionMode = 'manual', ...rest } = given
  return {
    channel: { family, region, executionMode } as ChannelTraits['channel'],
    fee: { kind: 'free' },
    twoPeople: false,
    verdict: 'possible',
    open: 0,
    ...rest,
  }
}

describe('R3-79 another channel under the old approvals', () => {
  test.each<[what: string, before: ChannelTraits, after: ChannelTraits, riskier: Riskier[]]>([
    ['one bank transfer for another', channel(), channel({ family: 'sameBank' }), []],
    ['an automatic transfer for a file', channel({ family: 'bst', executionMode: 'conditional' }), channel(), []],
    [
      'a file for an automatic transfer',
      channel(),
      channel({ family: 'bst', executionMode: 'conditional' }),
      ['fewerPeople'],
    ],
    [
      'an automatic transfer that two people press',
      channel(),
      channel({ family: 'bst', executionMode: 'conditional', twoPeople: true }),
      [],
    ],
    ['a cheque for a transfer', channel(), channel({ family: 'cheque' }), ['kind']],
    ['a transfer for a cheque', channel({ family: 'cheque' }), channel(), []],
    ['a gift card for a wallet', channel({ family: 'wallet' }), channel({ family: 'giftCard' }), ['kind']],
    ['abroad for local', channel(), channel({ family: 'telegraphic', region: 'overseas' }), ['kind', 'region']],
    ['a dearer one', channel(), channel({ family: 'chats', fee: FIXED(5_000) }), ['fee']],
    ['a cheaper one', channel({ fee: FIXED(5_000) }), channel({ fee: FIXED(4_999) }), []],
    [
      'a fee that the bank decides',
      channel({ fee: FIXED(5_000) }),
      channel({ fee: { kind: 'bankDependent' } }),
      ['fee'],
    ],
    ['one with an open control', channel(), channel({ open: 1 }), ['control']],
    ['one against the table', channel(), channel({ verdict: 'against' }), ['advice']],
    [
      'a channel where there was none',
      channel({ channel: null, fee: null }),
      channel({ region: 'any', family: 'wire' }),
      [],
    ],
    ['a cheque where there was none', channel({ channel: null, fee: null }), channel({ family: 'cheque' }), ['kind']],
  ])('%s', (_what, before, after, riskier) => expect(riskierThan(before, after)).toEqual(riskier))

  it('nothing is riskier than itself, unless something is open or advised against', () => {
    for (const family of ['fps', 'cheque', 'telegraphic', 'giftCard']) {
      const same = channel({ family, region: 'any', executionMode: 'automatic', fee: { kind: 'bankDependent' } })
      expect(riskierThan(same, same)).toEqual([])
    }
  })
})
