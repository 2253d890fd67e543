/** The four ways in which the engine says no, each thrown and turned into a typed error at the router. */
import type { RefusalCode, RefusalFigures } from '../../contract/refusals.ts'

/** A rule says no: code and figures; nothing was changed. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly figures: RefusalFigures
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

export function refuse(code: RefusalCode, figures: RefusalFigures = {}): never {
  throw new Refusal(code, figures)
}
