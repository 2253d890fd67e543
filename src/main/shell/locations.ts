/** Where things lie, in a packaged app and in a source tree after a build. */
import { join } from 'node:path'
import type { App } from 'electron'
import { ledgerPath } from './start-options.ts'

export type Locations = {
  /** The built window. */
  rendererDir: string
  preload: string
  /** Migrations, profiles, cheque stocks, fonts, the failure page. */
  resourcesDir: string
  icon: string
  ledger: string
  log: string
}

/**
 * @param mainDir folder of the built main file (out/main)
 * @param argv command line, for `--ledger=FILE`
 */
export function locate(app: App, mainDir: string, argv: readonly string[]): Locations {
  const resourcesDir = app.isPackaged ? join(process.resourcesPath, 'desk') : join(mainDir, '../../resources')
  return {
    rendererDir: join(mainDir, '../renderer'),
    preload: join(mainDir, '../preload/index.cjs'),
    resourcesDir,
    icon: join(resourcesDir, 'icons/icon.png'),
    ledger: ledgerPath(argv, app.getPath('userData')),
    log: join(app.getPath('logs'), 'countersign.log'),
  }
}
