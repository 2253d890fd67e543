/**
 * Moves the clock of a process that is started with it: `node --import ./moved-clock.mjs program`, with CLOCK_FILE naming a file that holds
 * by how many milliseconds. The engine asks the time in one place and gets this; writing the file moves a desk that is running.
 */
import { readFileSync } from 'node:fs'

const real = Date.now.bind(Date)
const READ_AGAIN_MS = 200
let readAt = Number.NEGATIVE_INFINITY
let movedByMs = 0

Date.now = () => {
  const now = real()
  if (now - readAt > READ_AGAIN_MS) {
    movedByMs = Number(readFileSync(process.env.CLOCK_FILE, 'utf8'))
    readAt = now
  }
  return now + movedByMs
}
