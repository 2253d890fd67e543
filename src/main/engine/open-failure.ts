/**
 * Turns the error of a ledger that cannot be opened into the plain data that crosses a process border and is
 * shown to the operator. Any other error is a fault and not described here.
 */

export type OpenFailure = {
  code: string
  /** For the log. */
  message: string
  /** For the operator: what, where, what next. */
  sentence: string
}

/** The failure carried by an `EngineOpenError`, or null when the error is something else. */
export function describeOpenFailure(error: unknown): OpenFailure | null {
  if (!(error instanceof Error)) return null
  const { code, message, sentence } = error as Error & Partial<OpenFailure>
  return typeof code === 'string' && typeof sentence === 'string' ? { code, message, sentence } : null
}
