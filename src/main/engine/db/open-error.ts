/** Why a ledger file cannot be opened, with the sentence for the operator. */
export type OpenErrorCode =
  | 'network-mount'
  | 'synced-folder'
  | 'read-only'
  | 'not-a-ledger'
  | 'newer-ledger'
  | 'in-use'
  | 'migration-failed'
  | 'backup-failed'
  | 'folder-missing'

export class EngineOpenError extends Error {
  readonly code: OpenErrorCode
  readonly sentence: string
  constructor(code: OpenErrorCode, sentence: string, cause?: unknown) {
    super(`${code}: ${sentence}`, cause === undefined ? undefined : { cause })
    this.name = 'EngineOpenError'
    this.code = code
    this.sentence = sentence
  }
}
