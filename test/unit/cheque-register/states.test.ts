/** The life of a leaf as a table: what is listed happens, everything else is impossible. */
import { describe, expect, test } from 'vitest'
import { LeafState } from '../../../src/contract/cheques.ts'
import { type LeafAction, leafStateAfter, PAYMENT_AFTER } from '../../../src/main/engine/features/cheques/states.ts'

const ACTIONS: LeafAction[] = ['reserve', 'confirm', 'spoil', 'sign', 'release', 'void', 'present', 'unpresent']

const POSSIBLE: Record<string, Partial<Record<LeafAction, LeafState>>> = {
  blank: { reserve: 'reserved', spoil: 'spoiled' },
  reserved: { confirm: 'printed', spoil: 'spoiled' },
  printed: { spoil: 'spoiled', sign: 'signedOnce', void: 'void' },
  signedOnce: { sign: 'signedTwice', void: 'void' },
  signedTwice: { release: 'released', void: 'void' },
  released: { void: 'void', present: 'presented' },
  presented: { unpresent: 'released' },
  spoiled: {},
  void: {},
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
})
