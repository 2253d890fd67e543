/**
 * Every call passes here, once: parse, authorise, run (a command in its transaction), map the refusal. The features
 * only decide and post.
 */
import type { AnyContractProcedure } from '@orpc/contract'
import { implement, ORPCError } from '@orpc/server'
import type { z } from 'zod'
import type { MethodMeta } from '../../contract/base.ts'
import { contract } from '../../contract/index.ts'
import type { Call, Link } from './call.ts'
import type { Executor, Touched } from './executor.ts'
import { handlers, preparations } from './features/index.ts'
import { Conflict, InvalidInput, NotSignedIn, Refusal, refuse } from './refuse.ts'
import { type CallParts, type Outcome, RoutedCall } from './routed-call.ts'
import type { Session } from './sessions.ts'

export type RouterParts = CallParts & {
  onFault: (error: unknown, method: string) => string
  /** Parse every answer by the contract: in tests and development. */
  checkOutputs: boolean
}

type AnyHandler = (call: Call, input: never) => unknown
type AnyPreparation = (call: Call, input: never) => Promise<unknown>
type Prepared = { before: (() => Promise<void>) | null } & (
  | { kind: 'read'; run: () => unknown }
  | { kind: 'command'; job: Parameters<Executor['submit']>[0] }
)

/** A method of the contract with everything that runs it; looked up once. */
type Method = {
  meta: MethodMeta
  inputSchema: z.ZodType
  outputSchema: z.ZodType
  handler: AnyHandler
  preparation: AnyPreparation | undefined
}

export class Router {
  readonly #parts: RouterParts
  readonly #methods = new Map<string, Method>()

  constructor(parts: RouterParts) {
    this.#parts = parts
  }

  /** Answers a call of a window; commands that wait together share a flush. */
  async answer(method: string, rawInput: unknown, link: Link): Promise<unknown> {
    const prepared = this.#prepare(method, rawInput, link)
    if (prepared.before) await prepared.before()
    return prepared.kind === 'read' ? prepared.run() : this.#parts.executor.submit(prepared.job)
  }

  /** Answers an in-process call at once (command line, tests, measurements). */
  answerNow(method: string, rawInput: unknown, link: Link): unknown {
    const prepared = this.#prepare(method, rawInput, link)
    if (prepared.before) throw new Error(`${method} is prepared first: ask for it through the queue`)
    return prepared.kind === 'read' ? prepared.run() : this.#parts.executor.run(prepared.job)
  }

  /** A change that the desk makes by itself, in one transaction, noted as the desk's in the name of an operator. */
  asDesk<T>(inTheNameOf: number, change: (call: Call) => T): T {
    const touched: Touched[] = []
    const session = deskSession(inTheNameOf)
    const link: Link = { peer: { shell: 'cli', address: 'engine' }, token: null }
    const call = new RoutedCall(this.#parts, { link, session, touched, commandId: null, prepared: { outcome: null } })
    return this.#parts.executor.transact(() => ({ output: change(call), touched })) as T
  }

  /**
   * One step of a job that a person started, in its own transaction and in their name. The second factor that the start asked for covers
   * the whole; whoever was signed out or locked meanwhile goes no further.
   */
  asStarter<T>(link: Link, commandId: string | null, step: (call: Call) => T): T {
    const { services, clock, executor } = this.#parts
    const idleMs = services.settings.get('session.idleLockMinutes') * 60_000
    const awake = services.sessions.awake(link.token, { now: clock(), idleMs })
    const session = { ...awake, stepUpUntil: Number.MAX_SAFE_INTEGER }
    const touched: Touched[] = []
    const call = new RoutedCall(this.#parts, { link, session, touched, commandId, prepared: { outcome: null } })
    return executor.transact(() => ({ output: step(call), touched })) as T
  }

  #prepare(method: string, rawInput: unknown, link: Link): Prepared {
    const { meta, inputSchema, outputSchema, handler, preparation } = this.#method(method)
    // Who may not ask learns nothing about what may be said.
    const session = this.#authorise(meta, link)
    const input = parse(inputSchema, rawInput)
    const touched: Touched[] = []
    const commandId = (input as { commandId?: string }).commandId ?? null
    const prepared = { outcome: null as Outcome | null }
    const call = new RoutedCall(this.#parts, { link, session, touched, commandId, prepared })
    // A refusal waits until the handler asks: a repeated command gets its first answer all the same (law 3).
    const before = preparation
      ? async () => {
          prepared.outcome = await preparation(call, input as never).then(
            (value) => ({ value }),
            (error: unknown) => ({ error }),
          )
        }
      : null
    const run = () => {
      const output = handler(call, input as never)
      // Also where the handler needs no more of its preparation than that it went well.
      if (prepared.outcome && 'error' in prepared.outcome) throw prepared.outcome.error
      if (this.#parts.checkOutputs) outputSchema.parse(output)
      return output
    }
    if (meta.kind !== 'command') return { before, kind: 'read', run }
    if (!session || commandId === null) throw new Error(`${method} is a command without a session or id`)
    session.lastUsedAt = call.now
    const perform = () => ({ output: run(), touched })
    return { before, kind: 'command', job: { method, commandId, operatorId: session.actor.operatorId, input, perform } }
  }

  #authorise(meta: MethodMeta, link: Link): Session | undefined {
    const { services, clock } = this.#parts
    const now = clock()
    if (meta.kind === 'open') return services.sessions.find(link.token)
    const session = services.sessions.awake(link.token, {
      now,
      idleMs: services.settings.get('session.idleLockMinutes') * 60_000,
    })
    const { actor } = session
    if (actor.mustChangePassword && meta.kind === 'command' && meta.permissions) refuse('PASSWORD_MUST_CHANGE')
    if (meta.permissions?.length && !meta.permissions.some((p) => actor.permissions.has(p))) {
      refuse('PERMISSION_MISSING', { permission: meta.permissions.join(' | '), by: actor.displayName })
    }
    if (meta.stepUp && session.stepUpUntil < now) refuse('STEP_UP_REQUIRED')
    return session
  }

  #method(name: string): Method {
    const known = this.#methods.get(name)
    if (known) return known
    const method = methodOf(name)
    this.#methods.set(name, method)
    return method
  }

  /** The oRPC router of the contract over this router. */
  toOrpc() {
    // Parsing and authorising happen in #prepare, for every transport alike.
    const os = implement(contract).$context<Link>().$config({
      initialInputValidationIndex: Number.NaN,
      initialOutputValidationIndex: Number.NaN,
    })
    const router: Record<string, Record<string, unknown>> = {}
    for (const [feature, methods] of Object.entries(contract)) {
      const built: Record<string, unknown> = {}
      for (const name of Object.keys(methods)) {
        const builder = (os as unknown as Record<string, Record<string, OrpcBuilder>>)[feature]?.[name]
        built[name] = builder?.handler(({ input, context, signal }) =>
          this.#overTheWire(`${feature}.${name}`, input, { link: context, signal }),
        )
      }
      router[feature] = built
    }
    return os.router(router as never)
  }

  async #overTheWire(
    method: string,
    input: unknown,
    about: { link: Link; signal: AbortSignal | undefined },
  ): Promise<unknown> {
    try {
      if (method === 'desk.changes') {
        this.#authorise({ kind: 'query' }, about.link)
        return this.#parts.services.changes.stream(about.signal)
      }
      return await this.answer(method, input, about.link)
    } catch (error) {
      throw toOrpcError(error, (fault) => this.#parts.onFault(fault, method))
    }
  }
}

/** The desk itself as an actor: it has no permission and has proved nothing, so that no command of a person can run by it. */
function deskSession(operatorId: number): Session {
  const actor = {
    operatorId,
    userName: 'desk',
    displayName: 'desk',
    department: null,
    roles: [],
    permissions: new Set<never>(),
    signingGroup: null,
    mustChangePassword: false,
  }
  return { token: '', address: 'engine', actor, lastUsedAt: 0, lockedAt: null, stepUpUntil: 0 }
}

type OrpcBuilder = {
  handler(run: (about: { input: unknown; context: Link; signal: AbortSignal | undefined }) => Promise<unknown>): unknown
}

function methodOf(method: string): Method {
  const [feature = '', name = ''] = method.split('.')
  const procedure = own(own(contract, feature), name) as AnyContractProcedure | undefined
  const handler = own(own(handlers, feature), name) as AnyHandler | undefined
  if (!procedure || !handler) throw new InvalidInput([{ path: 'method', message: `there is no method ${method}` }])
  const { meta, inputSchema, outputSchema } = procedure['~orpc']
  return {
    meta: meta as MethodMeta,
    inputSchema: inputSchema as z.ZodType,
    outputSchema: outputSchema as z.ZodType,
    handler,
    preparation: own(own(preparations, feature), name) as AnyPreparation | undefined,
  }
}

function own(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined
}

function parse(schema: z.ZodType, rawInput: unknown): unknown {
  const parsed = schema.safeParse(rawInput ?? {})
  if (parsed.success) return parsed.data
  throw new InvalidInput(
    parsed.error.issues.slice(0, 20).map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
  )
}

/** The typed error of the contract for anything thrown by a call. */
export function toOrpcError(error: unknown, onFault: (error: unknown) => string): ORPCError<string, unknown> {
  if (error instanceof Refusal)
    return new ORPCError('REFUSED', { status: 422, data: { code: error.code, figures: error.figures } })
  if (error instanceof Conflict) {
    const { what, by, at, version } = error
    return new ORPCError('CONFLICT', { status: 409, data: { what, by, at, version } })
  }
  if (error instanceof InvalidInput)
    return new ORPCError('INVALID_INPUT', { status: 400, data: { issues: error.issues } })
  if (error instanceof NotSignedIn)
    return new ORPCError('NOT_SIGNED_IN', { status: 401, data: { reason: error.reason } })
  return new ORPCError('FAULT', { status: 500, data: { errorNumber: onFault(error) } })
}
