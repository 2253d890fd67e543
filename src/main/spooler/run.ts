/** Runs one command of the operating system with its arguments as they are: no shell ever reads a printer's name. */
import { execFile } from 'node:child_process'

const TIMEOUT_MS = 20_000

export type Command = { file: string; args: readonly string[]; input?: Uint8Array }
/** Resolves with what the command wrote; rejects with what it complained about. */
export type RunCommand = (command: Command) => Promise<string>

export const runCommand: RunCommand = ({ file, args, input }) =>
  new Promise((resolve, reject) => {
    const env = { ...process.env, LC_ALL: 'C', LANG: 'C' }
    const child = execFile(file, [...args], { env, timeout: TIMEOUT_MS, windowsHide: true }, (error, out, err) => {
      if (error) reject(new Error((err.trim() || error.message).slice(0, 300)))
      else resolve(out)
    })
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(input)
  })
