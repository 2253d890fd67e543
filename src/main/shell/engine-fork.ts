/** Starts the engine in its own process; what it prints goes to the log. */
import type { MessagePortMain, UtilityProcess, utilityProcess } from 'electron'
import type { EngineChild } from './engine-host.ts'

export type ForkOptions = {
  /** Electron's module, passed in so that this file can be read without Electron. */
  utilityProcess: typeof utilityProcess
  entry: string
  ledger: string
  resourcesDir: string
  onLog: (line: string) => void
}

/** Named so in task managers and in `app.getAppMetrics()`. */
export const ENGINE_SERVICE_NAME = 'Countersign engine'

/** Forks the engine process for one ledger. */
export function forkEngine(options: ForkOptions): EngineChild<MessagePortMain> {
  const child: UtilityProcess = options.utilityProcess.fork(options.entry, [options.ledger, options.resourcesDir], {
    serviceName: ENGINE_SERVICE_NAME,
    stdio: 'pipe',
  })
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => options.onLog(`engine: ${chunk.toString('utf8')}`))
  }
  return child
}
