/**
 * Hands print jobs to the shell after the commit that intended them, and has the answer recorded. A job whose answer was lost
 * with the program stands as unknown: nobody guesses what lies in the tray (law 11).
 */
import type { PrinterOnMachine, PrintHost, PrintOrder, SpoolState } from '../engine-interface.ts'

export type PrintEnd = { state: 'sent'; spoolId: string } | { state: 'failed'; problem: string }
export type FinishPrint = (runId: number, end: PrintEnd) => void

export class PrintQueue {
  readonly #host: PrintHost | null
  readonly #finish: FinishPrint

  constructor(parts: { host: PrintHost | null; finish: FinishPrint }) {
    this.#host = parts.host
    this.#finish = parts.finish
  }

  /** False where the shell has no print system. */
  get available(): boolean {
    return this.#host !== null
  }

  async printers(): Promise<PrinterOnMachine[]> {
    return this.#host === null ? [] : this.#host.printers()
  }

  /** Sends the job of a run that was intended; what came of it is recorded as a change of its own. */
  send(runId: number, order: PrintOrder): void {
    void this.print(order).then(
      ({ spoolId }) => this.#finish(runId, { state: 'sent', spoolId }),
      (error: unknown) => this.#finish(runId, { state: 'failed', problem: wordsOf(error) }),
    )
  }

  /** Prints a sheet that uses no number, such as a ruler sheet. */
  async print(order: PrintOrder): Promise<{ spoolId: string }> {
    if (this.#host === null) throw new Error('this window has no print system')
    return this.#host.print(order)
  }

  /** Takes a job back from the print system; one that is through already stays as it is. */
  cancel(spoolId: string): void {
    void this.#host?.cancel(spoolId).catch(() => undefined)
  }

  async state(spoolId: string): Promise<SpoolState> {
    if (this.#host === null) return 'unknown'
    return this.#host.state(spoolId).catch(() => 'unknown' as const)
  }
}

function wordsOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 300)
}
