/**
 * What went wrong with a call, as the window needs it: which kind, and what a sentence about it can say. The kinds are
 * those of the contract, plus the two that only the window can see: no line, and a command's answer that got lost.
 */
import { ORPCError } from '@orpc/client'
import { type RefusalCode, RefusalData, type RefusalFigures } from '../../contract/refusals.ts'
import { LineDown } from './line-down.ts'

export type Problem =
  | { kind: 'refused'; code: RefusalCode; figures: RefusalFigures }
  | { kind: 'invalid'; issues: readonly { path: string; message: string }[] }
  | { kind: 'conflict'; what: string; by: string | null; at: number | null }
  | { kind: 'notSignedIn'; reason: 'noSession' | 'locked' | 'expired' }
  | { kind: 'fault'; errorNumber: string }
  | { kind: 'lineDown' }

/** Sorts anything thrown by a call into one of the kinds. */
export function problemOf(error: unknown): Problem {
  if (error instanceof LineDown) return { kind: 'lineDown' }
  if (!(error instanceof ORPCError)) return { kind: 'lineDown' }
  return fromEngine(error) ?? { kind: 'fault', errorNumber: error.code }
}

function fromEngine(error: ORPCError<string, unknown>): Problem | null {
  const data = (error.data ?? {}) as Record<string, unknown>
  switch (error.code) {
    case 'REFUSED': {
      const parsed = RefusalData.safeParse(data)
      return parsed.success ? { kind: 'refused', ...parsed.data } : null
    }
    case 'INVALID_INPUT':
      return { kind: 'invalid', issues: (data.issues as { path: string; message: string }[] | undefined) ?? [] }
    case 'CONFLICT':
      return {
        kind: 'conflict',
        what: String(data.what ?? ''),
        by: (data.by as string | null) ?? null,
        at: (data.at as number | null) ?? null,
      }
    case 'NOT_SIGNED_IN':
      return { kind: 'notSignedIn', reason: (data.reason as 'noSession' | 'locked' | 'expired') ?? 'noSession' }
    case 'FAULT':
      return { kind: 'fault', errorNumber: String(data.errorNumber ?? '') }
    default:
      return null
  }
}
