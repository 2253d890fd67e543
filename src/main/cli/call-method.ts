/** `call METHOD [JSON]`: any method of the contract in the name of an operator. A missing command id is made here. */

import type { MethodMeta } from '../../contract/base.ts'
import { contract } from '../../contract/index.ts'
import { askSecret } from './ask.ts'
import { atDesk, type Client, commandId } from './desk.ts'
import { type CommandLine, CommandLineError, need, type Output } from './options.ts'

type Anything = Record<string, Record<string, ((input: unknown) => Promise<unknown>) | undefined> | undefined>

export async function callMethod(line: CommandLine, output: Output): Promise<number> {
  const method = need(line.words[0], 'METHOD')
  const meta = metaOf(method)
  const input = await readInput(line.words[1])
  if (meta.kind === 'command' && !('commandId' in input)) input.commandId = commandId()
  return atDesk(line, async (client) => {
    if (meta.stepUp || process.env.COUNTERSIGN_CODE !== undefined) await stepUp(client)
    const [feature = '', name = ''] = method.split('.')
    const answer = await (client as unknown as Anything)[feature]?.[name]?.(input)
    output.result(JSON.stringify(answer, null, line.json ? 0 : 2))
    return 0
  })
}

async function stepUp(client: Client): Promise<void> {
  await client.session.stepUp({ code: await askSecret('COUNTERSIGN_CODE', 'One-time code: ') })
}

function metaOf(method: string): MethodMeta {
  const [feature = '', name = ''] = method.split('.')
  const methods = Object.hasOwn(contract, feature)
    ? (contract as unknown as Record<string, Record<string, { '~orpc': { meta: MethodMeta } }>>)[feature]
    : undefined
  const procedure = methods && Object.hasOwn(methods, name) ? methods[name] : undefined
  if (!procedure || method === 'desk.changes') throw new CommandLineError(`there is no method ${method}`)
  return procedure['~orpc'].meta
}

async function readInput(text: string | undefined): Promise<Record<string, unknown>> {
  const json = text === '-' ? await readStdin() : (text ?? '{}')
  try {
    const value: unknown = JSON.parse(json)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch {
    // Told below, with what was given.
  }
  throw new CommandLineError(`the input is no JSON object: ${json.slice(0, 80)}`)
}

async function readStdin(): Promise<string> {
  let text = ''
  for await (const chunk of process.stdin) text += chunk
  return text
}
