/** The log of commands: what was answered under which id (law 3). */
import type { Connection } from './connection.ts'

/** `inputHash`: sixteen bytes that stand for the method and its input. */
export type KnownCommand = { operatorId: number; inputHash: Uint8Array; output: string }

export function knownCommand(connection: Connection, commandId: string): KnownCommand | undefined {
  return connection.get<KnownCommand>(
    'SELECT operator_id AS "operatorId", input_hash AS "inputHash", output FROM commands WHERE command_id = ?',
    commandId,
  )
}

export function keepCommand(connection: Connection, commandId: string, command: KnownCommand): void {
  connection.run(
    'INSERT INTO commands (command_id, operator_id, input_hash, output) VALUES (?, ?, ?, ?)',
    commandId,
    command.operatorId,
    command.inputHash,
    command.output,
  )
}

/** The highest id of all in the order of the key (ids are plain ASCII, which strings of the runtime order alike). */
export function highestCommandId(connection: Connection): string {
  return connection.value<string | null>('SELECT max(command_id) FROM commands') ?? ''
}
