/** The life of a leaf as a table: what is listed happens, everything else is impossible. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { LeafState } from '../../../src/contract/cheques.ts'
import {
  type LeafAction,
  leafStateAfter,
  PAYMENT_AFTER,
  TRANSITIONS,
} from '../../../src/main/engine/features/cheques/states.ts'

const ACTIONS = Object.keys(PAYMENT_AFTER) as LeafAction[]

const POSSIBLE: Record<LeafState, Partial<Record<LeafAction, LeafState>>> = {
  blank: { reserve: 'reserved', spoil: 'spoiled' },
  reserved: { confirm: 'printed', spoil: 'spoiled' },
  printed: { spoil: 'spoiled', sign: 'signedOnce', void: 'void' },
  signedOnce: { sign: 'signedTwice', void: 'void' },
  signedTwice: { release: 'released', void: 'void' },
  released: {
    deposit: 'deposited',
    present: 'presented',
    return: 'returned',
    stop: 'stopped',
    expire: 'stale',
    void: 'void',
  },
  deposited: { present: 'presented', return: 'returned', stop: 'stopped', expire: 'stale', void: 'void' },
  presented: { unpresent: 'released', redeposit: 'deposited', return: 'returned' },
  returned: { void: 'void', destroy: 'destroyed' },
  stale: { void: 'void', destroy: 'destroyed' },
  stopped: { void: 'void', destroy: 'destroyed' },
  spoiled: { destroy: 'destroyed' },
  void: { destroy: 'destroyed' },
  destroyed: {},
}

describe.each(LeafState.options)('%s', (state) => {
  test.each(ACTIONS)('%s', (action) => {
    expect(leafStateAfter(state, action)).toBe(POSSIBLE[state]?.[action] ?? null)
  })
})

test('nothing leads back to blank, and only a blank leaf is reserved', () => {
  const ways = LeafState.options.flatMap((from) =>
    ACTIONS.map((action) => ({ from, action, to: leafStateAfter(from, action) })),
  )
  expect(ways.filter(({ to }) => to === 'blank')).toEqual([])
  expect(ways.filter(({ to }) => to === 'reserved')).toEqual([{ from: 'blank', action: 'reserve', to: 'reserved' }])
})

test('a payment leaves with the release alone, and waits again only from a burnt leaf', () => {
  const leading = (to: string) => ACTIONS.filter((action) => PAYMENT_AFTER[action] === to)
  expect(leading('sent')).toEqual(['release'])
  expect(leading('waiting')).toEqual(['spoil', 'void'])
  expect(leading('returned')).toEqual(['return', 'expire'])
  expect(leading('failed')).toEqual(['stop'])
})

test('the guard of the ledger knows the same roads', () => {
  const guards = readFileSync(join(import.meta.dirname, '../../../resources/migrations/guards.sql'), 'utf8')
  const roads = [...guards.matchAll(/'(\w+)>(\w+)'/g)].map(([, from, to]) => `${from}>${to}`)
  const wanted = TRANSITIONS.map(([from, , to]) => `${from}>${to}`)
  expect(roads.sort()).toEqual([...new Set(wanted)].sort())
})
