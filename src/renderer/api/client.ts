/** The typed client of the engine: every method of the contract over whichever line the shell offers. */
import { createORPCClient, DynamicLink } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '../../contract/index.ts'
import { type Link, openLine } from './connection.ts'
import { LineDown } from './line-down.ts'

export type Api = ContractRouterClient<Contract>

export const line = openLine()

/** Methods that may be called before a session is bound to the line. */
const OPEN = new Set(['session.state', 'session.firstRun', 'session.signIn', 'session.resume', 'session.unlock'])
const WAIT_MS = 20_000

/** Resolves when a fresh line carries the session again; set by session.ts. */
let sessionBound: () => Promise<void> = () => Promise.resolve()
export function bindSessionBefore(bound: () => Promise<void>): void {
  sessionBound = bound
}

export const api: Api = createORPCClient(
  new DynamicLink(async (_options, path) => {
    await lineUp()
    if (!OPEN.has(path.join('.'))) await sessionBound()
    return line.link() ?? fail()
  }),
)

/** Waits until there is a line, for a bounded time. Throws when there is none by then. */
function lineUp(): Promise<Link> {
  const link = line.link()
  if (link) return Promise.resolve(link)
  return new Promise((resolve, reject) => {
    const stop = line.subscribe(() => {
      const found = line.link()
      if (found) settle(() => resolve(found))
    })
    const timer = setTimeout(() => settle(() => reject(new LineDown())), WAIT_MS)
    const settle = (then: () => void): void => {
      clearTimeout(timer)
      stop()
      then()
    }
  })
}

function fail(): never {
  throw new LineDown()
}
