/**
 * Runs inside the page: a small client of the engine, independent of the window's own, which shows what a page
 * can see of the connection. Bundled and put into the page by `installPageClient`.
 */
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'

type Connection = { client: { session: { state(): Promise<unknown> } }; closed: Promise<string> }

const states: string[] = []
const connections: Connection[] = []

window.addEventListener('message', ({ source, data }) => {
  if (source === window && data?.type === 'countersign-engine') states.push(data.state)
})

/** Opens a connection as the window does: makes a channel and posts one end. Returns its number. */
export function connect(): number {
  const { port1, port2 } = new MessageChannel()
  window.postMessage('countersign-connect', '*', [port2])
  return use(port1)
}

/** Lets the shell make the channel and uses the end that it posts. */
export async function connectByShell(): Promise<number> {
  const posted = new Promise<MessagePort>((resolve) => {
    window.addEventListener('message', ({ data, ports }) => {
      if (data === 'countersign-port' && ports[0]) resolve(ports[0])
    })
  })
  ;(window as unknown as { desktop: { connect(): void } }).desktop.connect()
  return use(await posted)
}

function use(port: MessagePort): number {
  const closed = new Promise<string>((resolve) => port.addEventListener('close', () => resolve('closed')))
  const client = createORPCClient<Connection['client']>(new RPCLink({ port }))
  port.start()
  return connections.push({ client, closed }) - 1
}

/** Asks the engine something that needs no sign-in: `answered`, or `rejected` with the reason. */
export async function ask(connection: number): Promise<string> {
  try {
    await connections[connection]?.client.session.state()
    return 'answered'
  } catch (error) {
    return `rejected: ${error}`
  }
}

/** Resolves when the other end of the connection has gone. */
export async function waitForClose(connection: number): Promise<string> {
  return (await connections[connection]?.closed) ?? 'unknown connection'
}

/** What the shell has told about the engine since the client was installed. */
export function engineStates(): string[] {
  return [...states]
}
