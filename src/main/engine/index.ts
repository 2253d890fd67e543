/** Builds an engine over one ledger file: open → back up → migrate → check → serve. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { RPCHandler as PortHandler } from '@orpc/server/message-port'
import { RPCHandler as SocketHandler } from '@orpc/server/ws'
import { AuditChain } from './audit/chain.ts'
import type { Link } from './call.ts'
import { systemClock } from './clock.ts'
import { ClockWatch } from './clock-watch.ts'
import { DayWatch } from './day-watch.ts'
import type { Connection } from './db/connection.ts'
import { isDemo, markDemo } from './db/desk-facts.ts'
import { openLedger } from './db/open.ts'
import { EmergencyWatch } from './emergency-watch.ts'
import type { Engine, EngineOptions, PeerInfo } from './engine-interface.ts'
import { Changes } from './events.ts'
import { Executor } from './executor.ts'
import { seedChannels } from './features/channels/index.ts'
import { PASSWORD_LOG2N } from './features/operators/index.ts'
import { UploadStore } from './files/uploads.ts'
import { finishJob } from './finish-job.ts'
import { finishPrint } from './finish-print.ts'
import { HoldWatch } from './hold-watch.ts'
import { systemRandom } from './ids.ts'
import { JobRunner } from './jobs/runner.ts'
import { failInterrupted } from './jobs/store.ts'
import { Lists } from './lists.ts'
import { Outbox } from './outbox.ts'
import { PrintQueue } from './printing/queue.ts'
import { doubtInterrupted } from './printing/store.ts'
import { findResources } from './resources.ts'
import { RetryRunner } from './retry-runner.ts'
import { Rights } from './rights.ts'
import { Router } from './router.ts'
import type { Services } from './services.ts'
import { Sessions } from './sessions.ts'
import { SettingsCache } from './settings-cache.ts'
import { TransferRunner } from './transfer-runner.ts'
import { Profiles, readBuiltInProfiles } from './workflow/profiles.ts'
import { retiredProfiles, storedProfiles } from './workflow/store.ts'

/** An engine with the ways in that only code of this process has. */
export interface OpenEngine extends Engine {
  /** A connection of this process: command line, tests, measurements. */
  link(peer: PeerInfo): Link
  /** Answers at once, in this process. Throws Refusal, Conflict, InvalidInput, NotSignedIn. */
  call(link: Link, method: string, input: unknown): unknown
  /** The same through the command queue, where waiting commands share a flush. */
  callQueued(link: Link, method: string, input: unknown): Promise<unknown>
  /** Sends the e-mails that are due now; resolves with how many were tried. */
  deliverDue(): Promise<number>
  /** Looks at new transfers, wakes queued ones and speaks with the bank, now. */
  transferDue(): Promise<void>
  /** Plans what follows from failed payments, and tries again what is due, now. */
  retryDue(): void
  /** Holds the pending requests of suspended customers, now; returns how many. */
  emergenciesDue(): number
  /** Tells people of clocks that run out or did, now; returns how many were told of. */
  remindDue(): number
  /** Does the tasks of the day that the desk does by itself and that are due now; returns how many ran. */
  timelineDue(): number
  /** Looks at requests that checks keep waiting, now; returns how many moved. */
  holdsDue(): number
  readonly connection: Connection
}

export type { Link } from './call.ts'
export { EngineOpenError } from './db/open-error.ts'
export { Conflict, InvalidInput, NotSignedIn, Refusal } from './refuse.ts'

/** Opens (or creates) a ledger and serves it. Throws EngineOpenError with a sentence for the operator. */
export function createEngine(options: EngineOptions): OpenEngine {
  const resourcesDir = options.resourcesDir ?? findResources()
  const clock = (options.clock ?? systemClock) as typeof systemClock
  const random = options.random ?? systemRandom
  const ledger = openLedger(options.path, { resourcesDir, now: clock() })
  const { connection } = ledger
  failInterrupted(connection, clock())
  doubtInterrupted(connection, clock())
  seedChannels(connection, { resourcesDir, now: clock() })
  if (options.demo) markDemo(connection, clock())
  const chain = new AuditChain(connection)
  const changes = new Changes()
  const executor = new Executor({ connection, chain, changes })
  const jobs = new JobRunner({
    ledgerPath: connection.raw.name,
    finish: (jobId, finished) => finishJob({ executor, chain, connection, now: clock() }, jobId, finished),
    progress: () => changes.add('jobs'),
    runStep: (link, commandId, step) => router.asStarter(link, commandId, step),
  })
  const settings = new SettingsCache(connection)
  const printing = new PrintQueue({
    host: options.printHost ?? null,
    finish: (runId, end) => finishPrint({ executor, chain, connection, now: clock() }, runId, end),
  })
  const services: Services = {
    sessions: new Sessions(),
    settings,
    rights: new Rights(connection),
    lists: new Lists(connection),
    profiles: profilesOf(connection, { resourcesDir, settings }),
    changes,
    uploads: new UploadStore(),
    jobs,
    printing,
    resourcesDir,
    ledgerPath: connection.raw.name,
    get demo() {
      return isDemo(connection)
    },
    version: programVersion(resourcesDir),
    passwordLog2N: options.passwordLog2N ?? PASSWORD_LOG2N,
  }
  for (const profile of retiredProfiles(connection)) services.profiles.retire(profile, true)
  const onFault = faultNumbers(clock, options.onLog ?? (() => {}))
  const router = new Router({
    connection,
    chain,
    executor,
    services,
    clock,
    random,
    onFault,
    checkOutputs: options.checkOutputs ?? false,
  })
  const workers = workersOf({ connection, executor, chain, settings, clock, router, onFault })
  if (options.deliver) workers.start()
  return {
    connection,
    ...wires(router),
    link: (peer) => ({ peer, token: null }),
    call: (link, method, input) => router.answerNow(method, input, link),
    callQueued: (link, method, input) => router.answer(method, input, link),
    ...workers.due,
    close() {
      workers.stop()
      jobs.stopAll()
      ledger.close()
    },
  }
}

/** The profiles that the program brings along and those of the desk. */
function profilesOf(connection: Connection, on: { resourcesDir: string; settings: SettingsCache }): Profiles {
  const all = [...readBuiltInProfiles(on.resourcesDir), ...storedProfiles(connection)]
  return new Profiles(all, () => on.settings.get('desk.profile'))
}

type WorkerParts = {
  connection: Connection
  executor: Executor
  chain: AuditChain
  settings: SettingsCache
  clock: () => number
  router: Router
  onFault: (error: unknown, method: string) => string
}

/** What works beside the desk: e-mails of the outbox and transfers by a bank interface. */
function workersOf({ router, onFault, ...parts }: WorkerParts) {
  const outbox = new Outbox(parts)
  const transfers = new TransferRunner({
    connection: parts.connection,
    clock: parts.clock,
    asDesk: (inTheNameOf, change) => router.asDesk(inTheNameOf, change),
    log: (error) => void onFault(error, 'transfers'),
  })
  const retries = new RetryRunner({
    connection: parts.connection,
    clock: parts.clock,
    asDesk: (inTheNameOf, change) => router.asDesk(inTheNameOf, change),
    log: (error) => void onFault(error, 'retries'),
  })
  const clocks = new ClockWatch({
    asDesk: (inTheNameOf, change) => router.asDesk(inTheNameOf, change),
    log: (error) => void onFault(error, 'clocks'),
  })
  const emergencies = new EmergencyWatch({
    connection: parts.connection,
    asDesk: (inTheNameOf, change) => router.asDesk(inTheNameOf, change),
    log: (error) => void onFault(error, 'emergencies'),
  })
  const day = new DayWatch({
    asDesk: (inTheNameOf, change) => router.asDesk(inTheNameOf, change),
    log: (error) => void onFault(error, 'timeline'),
  })
  const holds = new HoldWatch({
    asDesk: (inTheNameOf, change) => router.asDesk(inTheNameOf, change),
    log: (error) => void onFault(error, 'holds'),
  })
  const all = [outbox, transfers, retries, emergencies, clocks, day, holds]
  return {
    start() {
      for (const worker of all) worker.start()
    },
    stop() {
      for (const worker of all) worker.stop()
    },
    due: {
      deliverDue: () => outbox.deliverDue(),
      transferDue: () => transfers.runDue(),
      retryDue: () => retries.runDue(),
      emergenciesDue: () => emergencies.runDue(),
      remindDue: () => clocks.remindDue(),
      timelineDue: () => day.runDue(),
      holdsDue: () => holds.holdsDue(),
    },
  }
}

/** The ways in from outside this process. */
function wires(router: Router): Pick<Engine, 'connectPort' | 'connectSocket'> {
  const orpc = router.toOrpc()
  const portHandler = new PortHandler<Link>(orpc as never)
  const socketHandler = new SocketHandler<Link>(orpc as never)
  return {
    connectPort(port, peer) {
      portHandler.upgrade(port as never, { context: { peer, token: null } })
    },
    connectSocket(socket, peer) {
      void socketHandler.upgrade(socket as never, { context: { peer, token: null } })
    },
  }
}

/** Numbers faults and writes them to the log; the operator sees the number alone. */
function faultNumbers(clock: () => number, log: (line: string) => void) {
  let faults = 0
  return (error: unknown, method: string): string => {
    const errorNumber = `F${clock().toString(36).toUpperCase()}-${++faults}`
    log(`${errorNumber} ${method}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    return errorNumber
  }
}

function programVersion(resourcesDir: string): string {
  try {
    return (JSON.parse(readFileSync(join(resourcesDir, '..', 'package.json'), 'utf8')) as { version: string }).version
  } catch {
    return '0.1.0'
  }
}
