/** Secrets come from the environment or a prompt that does not show them, never from an argument. */
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { CommandLineError } from './options.ts'

export async function askSecret(variable: string, prompt: string): Promise<string> {
  const given = process.env[variable]
  if (given !== undefined) return given
  if (!process.stdin.isTTY) throw new CommandLineError(`set ${variable}, or run in a terminal to be asked`)
  process.stderr.write(prompt)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true })
  try {
    return await lines.question('')
  } finally {
    lines.close()
    process.stderr.write('\n')
  }
}
