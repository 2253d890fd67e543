/** The life of a batch as a table: what is listed happens, everything else is impossible. */
import { describe, expect, test } from 'vitest'
import { BatchState } from '../../../src/contract/batches.ts'
import { type BatchAction, stateAfter } from '../../../src/main/engine/features/batches/states.ts'

const ACTIONS: BatchAction[] = ['removeLine', 'cut', 'release', 'export', 'withdraw', 'settle', 'unsettle']

const POSSIBLE: Record<string, Partial<Record<BatchAction, BatchState>>> = {
  open: { removeLine: 'open', cut: 'written', withdraw: 'withdrawn' },
  cut: { withdraw: 'withdrawn' },
  written: { release: 'releasedOnce', withdraw: 'withdrawn' },
  releasedOnce: { release: 'released', withdraw: 'withdrawn' },
  released: { export: 'exported' },
  exported: { export: 'exported', settle: 'settled' },
  accepted: { export: 'accepted', settle: 'settled' },
  settled: { export: 'settled', unsettle: 'exported' },
  withdrawn: {},
}

describe.each(BatchState.options)('%s', (state) => {
  test.each(ACTIONS)('%s', (action) => {
    expect(stateAfter(state, action)).toBe(POSSIBLE[state]?.[action] ?? null)
  })
})

test('a batch leaves only through two releases', () => {
  const isOut = (state: BatchState) => ['released', 'exported', 'accepted', 'settled'].includes(state)
  const ways = BatchState.options.flatMap((from) =>
    ACTIONS.map((action) => ({ from, action, to: stateAfter(from, action) })),
  )
  const out = ways.filter(({ from, to }) => to !== null && isOut(to) && !isOut(from))
  expect(out).toEqual([{ from: 'releasedOnce', action: 'release', to: 'released' }])
})
