/**
 * The desktop shell's log: one line per event with the time in UTC. It grows to a few megabytes, then the
 * older half moves aside once; nothing is sent anywhere.
 */
import { appendFileSync, copyFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

const MAX_BYTES = 4 * 1024 * 1024

export class LogFile {
  readonly path: string

  constructor(path: string) {
    this.path = path
    mkdirSync(dirname(path), { recursive: true })
  }

  /** Appends one event; line breaks inside are kept visible so that one event stays one line. */
  write(line: string): void {
    if (existsSync(this.path) && statSync(this.path).size > MAX_BYTES) renameSync(this.path, `${this.path}.1`)
    appendFileSync(this.path, `${new Date().toISOString()} ${line.trimEnd().replaceAll('\n', '\\n')}\n`)
  }

  /** Copies the log to a place that the operator has chosen. */
  saveTo(target: string): void {
    if (!existsSync(this.path)) this.write('log requested, nothing written before')
    copyFileSync(this.path, target)
  }
}
