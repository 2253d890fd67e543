/** O-05: is the payee the client? Order, case, spacing, titles, accents, joint accounts, Chinese and English names. */
import { describe, expect, test } from 'vitest'
import { matchNames, nameScore } from '../../../src/main/engine/features/checks/rules/names.ts'

const CLIENT = ['Lee Ka Yan', '李嘉欣'] as const

describe('O-05 the same person', () => {
  test.each([
    ['LEE KA YAN', 100, 'own'],
    ['Ka Yan Lee', 100, 'own'],
    ['lee, ka yan', 100, 'own'],
    ['Ms. LEE Ka-Yan', 100, 'own'],
    ['KAYAN LEE', 98, 'own'],
    ['Lee Kayan', 98, 'own'],
    ['Lée Ka Yán', 100, 'own'],
    ['李嘉欣', 100, 'own'],
    ['李 嘉 欣', 100, 'own'],
    ['LEE KA YAN & CHAN TAI MAN', 100, 'joint'],
    ['Chan Tai Man and Lee Ka Yan', 100, 'joint'],
    ['陳大文及李嘉欣', 100, 'joint'],
  ] as const)('%s is the client (%i, %s)', (payee, score, holder) => {
    expect(matchNames(payee, CLIENT)).toMatchObject({ score, holder })
  })

  test.each([
    'Chan Tai Man',
    'Lee Ka Ming',
    'Lee Ka',
    'Ka Yan Limited',
    '李嘉明',
    '陳大文',
    'LEE KA YAN TRADING LIMITED',
    'Lau Ka Yan',
    '',
  ])('%s is not', (payee) => {
    expect(matchNames(payee, CLIENT).score).toBeLessThan(90)
  })

  test('one letter mistyped in a long name is close, and its score says so', () => {
    const { score } = matchNames('WONG SIU MING ALEXANDER', ['Wong Siu Ming Alexandre'])
    expect(score).toBeGreaterThanOrEqual(90)
    expect(score).toBeLessThan(100)
  })

  test('holders that the bank names count for a joint account', () => {
    expect(matchNames('CHAN TAI MAN', CLIENT, 'Chan Tai Man / Lee Ka Yan')).toMatchObject({
      score: 100,
      holder: 'joint',
    })
    expect(matchNames('CHAN TAI MAN', CLIENT, 'Chan Tai Man / Ho Mei').score).toBeLessThan(90)
  })

  test('an English and a Chinese name are never compared with each other', () => {
    expect(nameScore('LEE KA YAN', '李嘉欣')).toBe(0)
    expect(matchNames('李嘉欣', ['Lee Ka Yan', '']).score).toBe(0)
  })
})
