/** An open desk for a command: the engine on a ledger and typed calls in the name of a person. */
import { randomBytes } from 'node:crypto'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '../../contract/index.ts'
import { createEngine, type Link, type OpenEngine } from '../engine/index.ts'
import { askSecret } from './ask.ts'
import type { CommandLine } from './options.ts'
import { need } from './options.ts'

export type Client = ContractRouterClient<Contract>

/** A fresh, time-ordered command id. */
export function commandId(): string {
  return `${Date.now().toString(36).padStart(9, '0')}-${randomBytes(9).toString('base64url')}`
}

/** Typed calls over a link of an engine in this process. */
export function clientOf(engine: OpenEngine, link: Link): Client {
  const feature = (name: string) =>
    new Proxy(
      {},
      { get: (_, method) => (input: unknown) => engine.callQueued(link, `${name}.${String(method)}`, input) },
    )
  return new Proxy({}, { get: (_, name) => feature(String(name)) }) as Client
}

/** Opens the ledger of a command line, signs its person in, runs the work and closes in any case. */
export async function atDesk<T>(line: CommandLine, work: (client: Client) => Promise<T>): Promise<T> {
  const path = need(line.ledger, '--ledger')
  const userName = need(line.as, '--as')
  const password = await askSecret('COUNTERSIGN_PASSWORD', `Password of ${userName}: `)
  const engine = createEngine({ path })
  try {
    const client = clientOf(engine, engine.link({ shell: 'cli', address: 'command line' }))
    await client.session.signIn({ userName, password })
    return await work(client)
  } finally {
    engine.close()
  }
}
