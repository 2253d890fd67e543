/**
 * npm run test:e2e: drives the built desk in real windows. Arguments go to Playwright: `npm run test:e2e -- --project=browser`.
 * The desktop shell runs in Electron when its binary is there (node_modules/electron/dist or ELECTRON_BIN), else in the stand-in.
 */
import { ensureBuilt } from './build-state.mjs'
import { findElectron, openDisplay, prepareMachine } from './machine.mjs'
import { runNode, say, toolScript } from './tools.mjs'

async function main() {
  const machine = await prepareMachine()
  if (machine === null || !ensureBuilt()) return 1
  const electron = findElectron()
  say(electron === null ? 'Desktop shell: the stand-in, not Electron.' : `Desktop shell: Electron (${electron}).`)
  const display = await openDisplay()
  try {
    const env = { ...machine, ...display.env, ...(electron === null ? {} : { ELECTRON_BIN: electron }) }
    return runNode([toolScript('@playwright/test', 'playwright'), 'test', ...process.argv.slice(2)], { env })
  } finally {
    display.stop()
  }
}

process.exitCode = await main()
