/**
 * Start-up order of the desktop shell: one instance, guard, engine, window, and an orderly end. Each step lives
 * in its own module under shell/; this file only says what comes after what.
 */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  type MessagePortMain,
  protocol,
  session,
  utilityProcess,
} from 'electron'
import enginePath from './engine/process.ts?modulePath'
import { WINDOW_URL } from './shell/address.ts'
import { registerAppScheme, serveApp } from './shell/app-protocol.ts'
import { brokerConnections } from './shell/connections.ts'
import { saveLedgerCopy, saveLogAs } from './shell/dialogs.ts'
import { forkEngine } from './shell/engine-fork.ts'
import { EngineHost } from './shell/engine-host.ts'
import { failurePage } from './shell/failure-page.ts'
import { guardContents, guardSession } from './shell/guard.ts'
import { locate } from './shell/locations.ts'
import { LogFile } from './shell/log-file.ts'
import { menuTemplate } from './shell/menu.ts'
import { quitInOrder } from './shell/quit.ts'
import { focusWindow, openWindow, showEngineState } from './shell/window.ts'
import { wordsFor } from './shell/words.ts'
import { systemPrintHost } from './spooler/index.ts'

function start(): void {
  const places = locate(app, import.meta.dirname, process.argv)
  const words = wordsFor(app.getLocale())
  const log = new LogFile(places.log)
  const onLog = (line: string): void => log.write(line)
  const onDenied = (what: string): void => log.write(`denied: ${what}`)
  const devUrl = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL
  const devOrigin = devUrl === undefined ? undefined : new URL(devUrl).origin
  const dialogs = { dialog, words, log, ledger: places.ledger }
  mkdirSync(dirname(places.ledger), { recursive: true })

  let failed = false
  const host = new EngineHost<MessagePortMain>({
    fork: () => forkEngine({ utilityProcess, entry: enginePath, onLog, ...places }),
    onLog,
    printHost: systemPrintHost(),
    onState: (state) => {
      failed = state === 'failed'
      showEngineState(BrowserWindow.getAllWindows(), state, devUrl ?? WINDOW_URL)
    },
  })
  const factory = { BrowserWindow, version: app.getVersion(), packaged: app.isPackaged, devUrl, onLog, ...places }
  const open = (): BrowserWindow => openWindow(factory, failed)
  const commands = {
    'save-log': () => saveLogAs(dialogs),
    'save-copy': () => saveLedgerCopy(dialogs),
    'try-again': async () => host.start(),
  }

  guardContents(app, { devOrigin, onDenied, onFailureCommand: (command) => void commands[command]() })
  guardSession(session.defaultSession, { devOrigin, onDenied })
  serveApp(session.defaultSession.protocol, {
    rendererDir: places.rendererDir,
    failurePage: () => failurePage(places.resourcesDir, { ...places, reason: host.failure?.sentence ?? words.crashed }),
  })
  brokerConnections(ipcMain, { host, devOrigin, onDenied })
  host.start()
  const actions = { newWindow: () => void open(), saveLog: () => void saveLogAs(dialogs) }
  const menu = menuTemplate({ words, actions, packaged: app.isPackaged, mac: process.platform === 'darwin' })
  Menu.setApplicationMenu(Menu.buildFromTemplate(menu))
  open()
  app.on('second-instance', () => focusWindow(BrowserWindow.getAllWindows()[0] ?? open()))
  app.on('activate', () => BrowserWindow.getAllWindows().length === 0 && open())
  quitInOrder(app, () => host.stop())
}

registerAppScheme(protocol)
if (app.requestSingleInstanceLock()) {
  app
    .whenReady()
    .then(start)
    .catch((error: Error) => {
      dialog.showErrorBox(wordsFor(app.getLocale()).startFailed, error.stack ?? error.message)
      app.exit(1)
    })
} else app.quit()
