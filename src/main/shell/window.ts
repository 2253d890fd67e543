/**
 * Opens the desk's windows: sandboxed, isolated, without Node, showing our own pages only. What a window may
 * not do afterwards is decided in guard.ts.
 */
import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron'
import { FAILURE_URL, STATE_CHANNEL, WINDOW_URL } from './address.ts'
import type { EngineState } from './engine-host.ts'

export type WindowFactory = {
  /** Electron's class, passed in so that this module has no start-up effect of its own. */
  BrowserWindow: typeof BrowserWindow
  preload: string
  /** For the task bar on Linux; elsewhere the executable carries it. */
  icon: string
  version: string
  packaged: boolean
  devUrl: string | undefined
  onLog: (line: string) => void
}

/** A page that crashes again this soon is left as it is, instead of being reloaded for ever. */
const CRASH_LOOP_MS = 10_000

/** Opens a window; it becomes visible when it has something to show. */
export function openWindow(factory: WindowFactory, engineFailed: boolean): BrowserWindow {
  const window = new factory.BrowserWindow(windowOptions(factory))
  window.once('ready-to-show', () => window.show())
  reloadAfterCrash(window, factory.onLog)
  load(window, engineFailed ? FAILURE_URL : (factory.devUrl ?? WINDOW_URL))
  return window
}

/** Tells every window how the engine is, and swaps the page when the engine has been given up or is back. */
export function showEngineState(windows: readonly BrowserWindow[], state: EngineState, windowUrl: string): void {
  for (const window of windows) {
    window.webContents.send(STATE_CHANNEL, state)
    const showsFailure = window.webContents.getURL() === FAILURE_URL
    if (state === 'failed' && !showsFailure) load(window, FAILURE_URL)
    if (state === 'up' && showsFailure) load(window, windowUrl)
  }
}

/** Brings a window to the front, as a second start of the program does. */
export function focusWindow(window: BrowserWindow | undefined): void {
  if (window === undefined) return
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

/** A load that is overtaken by the next one rejects; that is no fault. */
function load(window: BrowserWindow, url: string): void {
  window.loadURL(url).catch(() => undefined)
}

function reloadAfterCrash(window: BrowserWindow, onLog: (line: string) => void): void {
  let crashedAtMs = Number.NEGATIVE_INFINITY
  window.webContents.on('render-process-gone', (_event, details) => {
    onLog(`page ended: ${details.reason} (${details.exitCode})`)
    const loops = Date.now() - crashedAtMs < CRASH_LOOP_MS
    crashedAtMs = Date.now()
    if (details.reason !== 'clean-exit' && !loops) window.webContents.reload()
  })
}

function windowOptions(factory: WindowFactory): BrowserWindowConstructorOptions {
  return {
    width: 1366,
    height: 860,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    title: 'Countersign',
    icon: factory.icon,
    webPreferences: {
      preload: factory.preload,
      additionalArguments: [`--countersign-version=${factory.version}`],
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      // The built-in PDF viewer; there are no other plugins any more.
      plugins: true,
      spellcheck: false,
      devTools: !factory.packaged,
    },
  }
}
