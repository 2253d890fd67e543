/** Commands and changes: one id per command, the second factor in place, reads that are made again. */
import { ORPCError } from '@orpc/client'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ChangeEvent } from '../../src/contract/desk.ts'
import { CommandId, RequestId } from '../../src/contract/ids.ts'
import { batched, concerns } from '../../src/renderer/api/changes.ts'
import { commandIds, newCommandId } from '../../src/renderer/api/command-id.ts'
import { describeProblem, describeRefusal, speakProfile } from '../../src/renderer/api/describe-problem.ts'
import { LineDown } from '../../src/renderer/api/line-down.ts'
import { problemOf } from '../../src/renderer/api/problem.ts'
import { sendWithStepUp } from '../../src/renderer/api/step-up.ts'

describe('the id of a command', () => {
  it('is one of the contract and sorts by the time at which it was made', () => {
    const early = newCommandId(1_700_000_000_000)
    const late = newCommandId(1_700_000_000_001)
    expect(CommandId.safeParse(early).success).toBe(true)
    expect([late, early].sort()).toEqual([early, late])
    expect(newCommandId(5)).not.toBe(newCommandId(5))
  })

  it('stays the same for a retry of the same input and changes with the input', () => {
    const ids = commandIds()
    const first = ids.idFor({ amountMinor: 100 })
    expect(ids.idFor({ amountMinor: 100 })).toBe(first)
    expect(ids.idFor({ amountMinor: 101 })).not.toBe(first)
  })

  it('is another one once the command had its effect', () => {
    const ids = commandIds()
    const first = ids.idFor({ comment: 'x' })
    ids.forget()
    expect(ids.idFor({ comment: 'x' })).not.toBe(first)
  })
})

const refused = (code: string, figures: Record<string, unknown> = {}) =>
  new ORPCError('REFUSED', { status: 422, data: { code, figures } })

describe('the second factor', () => {
  it('is asked for in place, and the same command is sent again', async () => {
    const sent: unknown[] = []
    const send = async (input: { commandId: string }) => {
      sent.push(input)
      if (sent.length === 1) throw refused('STEP_UP_REQUIRED')
      return 'done'
    }
    expect(await sendWithStepUp(send, { commandId: 'one' }, async () => true)).toBe('done')
    expect(sent).toEqual([{ commandId: 'one' }, { commandId: 'one' }])
  })

  it('ends the command when it is not given, and is not asked for by other refusals', async () => {
    const ask = vi.fn(async () => false)
    const failing = (code: string) => async () => Promise.reject(refused(code))
    await expect(sendWithStepUp(failing('STEP_UP_REQUIRED'), {}, ask)).rejects.toThrow()
    expect(ask).toHaveBeenCalledTimes(1)
    await expect(sendWithStepUp(failing('CONTENT_CHANGED'), {}, ask)).rejects.toThrow()
    expect(ask).toHaveBeenCalledTimes(1)
  })
})

describe('a problem', () => {
  it('is sorted by what the engine answered', () => {
    expect(problemOf(refused('CODE_WRONG'))).toEqual({ kind: 'refused', code: 'CODE_WRONG', figures: {} })
    expect(problemOf(new LineDown())).toEqual({ kind: 'lineDown' })
    expect(problemOf(new ORPCError('NOT_SIGNED_IN', { data: { reason: 'locked' } }))).toEqual({
      kind: 'notSignedIn',
      reason: 'locked',
    })
    expect(
      problemOf(new ORPCError('CONFLICT', { data: { what: 'WD-1', by: 'Ben', at: 5, version: 2 } })),
    ).toMatchObject({
      kind: 'conflict',
      by: 'Ben',
    })
    expect(problemOf(refused('NO_SUCH_CODE'))).toMatchObject({ kind: 'fault' })
  })

  it('becomes a sentence with words instead of codes', () => {
    speakProfile({ status: (code) => (code === 'new' ? 'New' : null), action: () => null })
    const figures = { department: 'backoffice', own: 'customerSupport' }
    expect(describeRefusal({ code: 'DEPARTMENT_DIFFERS', figures }, 'en')).toBe(
      'This step belongs to Backoffice, and you work in Customer Support. Ask a colleague there, or use a step of your department.',
    )
    expect(
      describeRefusal({ code: 'PERMISSION_MISSING', figures: { permission: 'ledger.adjust | audit.read' } }, 'en'),
    ).toContain('“Adjust the ledger / Read the audit log”')
    expect(describeRefusal({ code: 'STATUS_FINAL', figures: { status: 'new' } }, 'en')).toContain('New')
  })

  it('never shows what a lost answer would hide: that it may have been done', () => {
    expect(describeProblem({ kind: 'lineDown' }, 'en')).toContain('not known whether')
    expect(describeProblem({ kind: 'conflict', what: 'WD-1', by: null, at: null }, 'zh-Hant')).toContain('有人')
  })
})

const event = (topics: ChangeEvent['topics'], ...ids: number[]): ChangeEvent => ({
  topics,
  requestIds: ids.map((id) => RequestId.parse(id)),
})

describe('a change', () => {
  it('concerns the reads of its topics', () => {
    expect(concerns(event(['batches']), { topics: ['requests'] })).toBe(false)
    expect(concerns(event(['batches', 'requests']), { topics: ['requests'] })).toBe(true)
    expect(concerns(event(['requests']), {})).toBe(false)
  })

  it('concerns a card only when its request is among the changed ones, or when none is named', () => {
    const card = { topics: ['requests', 'cheques'] as const, requestId: 7 }
    expect(concerns(event(['requests'], 8), card)).toBe(false)
    expect(concerns(event(['requests'], 8, 7), card)).toBe(true)
    expect(concerns(event(['requests']), card)).toBe(true)
    expect(concerns(event(['cheques'], 8), card)).toBe(true)
  })

  describe('among many', () => {
    afterEach(() => vi.useRealTimers())

    it('costs one read together with those shortly after it', () => {
      vi.useFakeTimers()
      const handled: number[] = []
      const handle = batched((events) => handled.push(events.length))
      handle(event(['requests'], 1))
      handle(event(['requests'], 2))
      vi.advanceTimersByTime(500)
      handle(event(['requests'], 3))
      vi.advanceTimersByTime(500)
      expect(handled).toEqual([2, 1])
    })
  })
})
