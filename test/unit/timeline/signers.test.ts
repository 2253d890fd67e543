/** Who signs for a bank on a day: tables of registers, absences and people. */
import { describe, expect, it } from 'vitest'
import { problemsOfSigners } from '../../../src/main/engine/features/channels/day-rules.ts'
import { type AwayDays, teamOn, whyNotSign } from '../../../src/main/engine/features/signers/rules.ts'

const DAY = '2026-11-20'
const signer = (operatorId: number, role: 'primary' | 'backup', over: object = {}) => ({
  operatorId: operatorId as never,
  role,
  from: '2026-01-01' as never,
  to: null,
  ...over,
})
const REGISTER = [signer(1, 'primary'), signer(2, 'primary'), signer(3, 'backup')]
const away = (operatorId: number, from = DAY, to = DAY): AwayDays => ({ operatorId, from, to })
const why = (person: number, absences: AwayDays[], over: { releasedBy?: number[]; register?: typeof REGISTER } = {}) =>
  whyNotSign(teamOn(over.register ?? REGISTER, absences, DAY), {
    bank: 'HSBC',
    date: DAY,
    person: { operatorId: person, displayName: `P${person}` },
    releasedBy: over.releasedBy ?? [],
    nextDay: '2026-11-23',
    nameOf: (id) => `P${id}`,
  })

describe('R3-17…R3-20 who signs', () => {
  it.each<[string, AwayDays[], number[]]>([
    ['both primaries are there', [], [1, 2]],
    ['R3-19 one primary is away: the backup stands in', [away(2)], [1, 3]],
    ['both primaries are away: the backup alone', [away(1), away(2)], [3]],
    ['the backup is away too', [away(2), away(3)], [1]],
    ['the last day of an absence still counts', [away(2, '2026-11-18', DAY)], [1, 3]],
    ['an absence that is over', [away(2, '2026-11-18', '2026-11-19')], [1, 2]],
    ['an absence to come', [away(2, '2026-11-21', '2026-11-22')], [1, 2]],
  ])('%s', (_, absences, expected) => {
    expect(teamOn(REGISTER, absences, DAY).sign.map(({ operatorId }) => operatorId)).toEqual(expected)
  })

  it.each<[string, number, AwayDays[], string | null]>([
    ['a primary who is there', 1, [], null],
    ['a backup who is not needed', 3, [], 'SIGNER_BACKUP_NOT_NEEDED'],
    ['a backup who stands in', 3, [away(1)], null],
    ['a primary who is away', 1, [away(1)], 'SIGNER_ABSENT'],
    ['somebody who is not registered', 9, [], 'SIGNER_NOT_REGISTERED'],
    ['one signer alone: R3-18, not even in an emergency', 1, [away(2), away(3)], 'SIGNERS_TOO_FEW'],
  ])('%s', (_, person, absences, code) => {
    expect(why(person, absences)?.code ?? null).toBe(code)
  })

  it('R3-20 says how many there are and on which day there are two', () => {
    expect(why(1, [away(2), away(3)])?.figures).toEqual({ bank: 'HSBC', count: 1, date: '2026-11-23' })
  })

  it('counts who has released already, so that the second one may when the first has left', () => {
    expect(why(3, [away(1), away(2)], { releasedBy: [1] })).toBeNull()
  })

  it('knows the days on which the bank holds the rights', () => {
    const register = [
      signer(1, 'primary', { to: '2026-11-19' }),
      signer(2, 'primary'),
      signer(3, 'primary', { from: '2026-11-21' }),
    ]
    expect(why(1, [], { register })?.code).toBe('SIGNER_NOT_REGISTERED')
    expect(why(3, [], { register })?.code).toBe('SIGNER_NOT_REGISTERED')
    expect(why(2, [], { register })?.code).toBe('SIGNERS_TOO_FEW')
  })
})

describe('what makes a register unfit', () => {
  it.each<[string, object[], number]>([
    ['two primaries', [signer(1, 'primary'), signer(2, 'primary')], 0],
    ['one primary', [signer(1, 'primary'), signer(2, 'backup')], 1],
    ['one person twice', [signer(1, 'primary'), signer(1, 'primary')], 1],
    ['an end before its beginning', [signer(1, 'primary', { to: '2025-01-01' }), signer(2, 'primary')], 1],
    ['none at all: left to the permission', [], 0],
  ])('%s', (_, signers, count) => {
    expect(problemsOfSigners({ key: '004', signers: signers as never })).toHaveLength(count)
  })
})
