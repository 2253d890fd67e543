/**
 * What a shell may ask of the engine, and nothing more. The desktop engine process, the browser shell and
 * the command line all hold the engine through these types; the domain is reached through oRPC alone.
 */

export type EngineOptions = {
  /** The ledger file; created when it does not exist. */
  path: string
  /** Folder with migrations, profiles, cheque stocks and fonts; the repository's `resources/` when absent. */
  resourcesDir?: string
  /** Milliseconds since 1970 (UTC). */
  clock?: () => number
  random?: (bytes: number) => Uint8Array
  onLog?: (line: string) => void
  /** Parse every answer by the contract; tests and development. */
  checkOutputs?: boolean
  /** Starts a new ledger as a demo. */
  demo?: boolean
  /** Sends the e-mails of the outbox as they become due: for the shells, which stay. */
  deliver?: boolean
  /** The print system of the machine; without one the desk makes files and prints nothing. */
  printHost?: PrintHost
  /** Work of hashing new passwords, as the binary logarithm of scrypt's N; tests make it small. */
  passwordLog2N?: number
}

export type PaperSize = { widthMm: number; heightMm: number }

/** A printer as the machine reports it. `paper` is the size it is set to now; `null` when its name does not say. */
export type PrinterOnMachine = {
  name: string
  description: string
  driver: string
  isDefault: boolean
  accepting: boolean
  paperName: string | null
  paper: PaperSize | null
  trays: string[]
}

/** What the shell is to print, at actual size; `pages` null: all of them. */
export type PrintOrder = {
  printer: string
  tray: string | null
  title: string
  pages: { first: number; last: number } | null
  pdf: Uint8Array
}

export type SpoolState = 'waiting' | 'printing' | 'done' | 'cancelled' | 'unknown'

/** The print system behind a shell. The engine never prints: it intends, the shell performs, a person confirms (law 11). */
export interface PrintHost {
  printers(): Promise<PrinterOnMachine[]>
  /** Resolves when the print system has taken the job. */
  print(order: PrintOrder): Promise<{ spoolId: string }>
  cancel(spoolId: string): Promise<void>
  state(spoolId: string): Promise<SpoolState>
}

/** Who is at the other end of a connection; `address` is recorded in the audit log. */
export type PeerInfo = { shell: 'desktop' | 'browser' | 'cli'; address: string }

export interface Engine {
  /** Serves oRPC over a MessagePort-like object (Electron MessagePortMain or Node MessagePort). */
  connectPort(port: unknown, peer: PeerInfo): void
  /** Serves oRPC over a `ws` WebSocket. */
  connectSocket(socket: unknown, peer: PeerInfo): void
  /** Finishes the running command, checkpoints and closes the ledger. */
  close(): void
}

/** Throws `EngineOpenError` ({ code, message, sentence }) when the ledger cannot be opened. */
export type CreateEngine = (options: EngineOptions) => Engine
