/** The four ways in which the engine says no, each thrown and turned into a typed error at the router. */

import type { refusalTexts } from '../../contract/refusal-texts/en.ts'
import type { RefusalCode, RefusalFigures } from '../../contract/refusals.ts'

/** A rule says no: code and figures; nothing was changed. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly figures: RefusalFigures
  /** What remains of a refused command, such as the count of wrong tries: done once everything else is undone. */
  afterwards: (() => void) | null = null
  constructor(code: RefusalCode, figures: RefusalFigures = {}) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.figures = figures
  }
}

/** Somebody else was first (law 6). */
export class Conflict extends Error {
  readonly what: string
  readonly version: number | null
  readonly by: string | null
  readonly at: number | null
  constructor(what: string, found: { version?: number; by?: string; at?: number } = {}) {
    super(`conflict: ${what}`)
    this.name = 'Conflict'
    this.what = what
    this.version = found.version ?? null
    this.by = found.by ?? null
    this.at = found.at ?? null
  }
}

/** The call does not fit its schema. */
export class InvalidInput extends Error {
  readonly issues: { path: string; message: string }[]
  constructor(issues: { path: string; message: string }[]) {
    super(`invalid input: ${issues.map((i) => `${i.path} ${i.message}`).join('; ')}`)
    this.name = 'InvalidInput'
    this.issues = issues
  }
}

/** No session, or one that is locked or expired. */
export class NotSignedIn extends Error {
  readonly reason: 'noSession' | 'locked' | 'expired'
  constructor(reason: 'noSession' | 'locked' | 'expired') {
    super(`not signed in: ${reason}`)
    this.name = 'NotSignedIn'
    this.reason = reason
  }
}

type Places<Text extends string> = Text extends `${string}{${infer Place}}${infer Rest}` ? Place | Places<Rest> : never

/** The figures that the sentence of a refusal names; a missing one is a compile error. */
export type FiguresOf<C extends RefusalCode> = Record<Places<(typeof refusalTexts)[C]>, string | number>

type FigureArguments<C extends RefusalCode> = [Places<(typeof refusalTexts)[C]>] extends [never]
  ? [figures?: RefusalFigures]
  : [figures: FiguresOf<C> & RefusalFigures]

/** Says no: nothing of the call remains. */
export function refuse<C extends RefusalCode>(code: C, ...[figures]: FigureArguments<C>): never {
  throw new Refusal(code, figures ?? {})
}
