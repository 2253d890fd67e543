/** Electron's BrowserWindow: a Chromium window without browser furniture. */
import { EventEmitter } from 'node:events'
import { app } from './app.ts'
import { browser, type ProtocolResult, reportUnlessOvertaken } from './browser.ts'
import { session } from './session.ts'
import { WebContents, type WebPreferences } from './web-contents.ts'

type WindowOptions = { width?: number; height?: number; title?: string; webPreferences?: WebPreferences }

const windows = new Map<number, BrowserWindow>()
/** Windows whose page Chromium has not reported yet, in the order of opening. */
const opening: BrowserWindow[] = []

export class BrowserWindow extends EventEmitter {
  readonly webContents: WebContents
  readonly id: number
  readonly #size: { width: number; height: number }
  #opened: Promise<void> | undefined
  #destroyed = false
  #minimized = false
  #title: string

  constructor(options: WindowOptions = {}) {
    super()
    this.#title = options.title ?? ''
    this.#size = { width: options.width ?? 800, height: options.height ?? 600 }
    this.webContents = new WebContents(this, options.webPreferences ?? {})
    this.id = this.webContents.id
    windows.set(this.id, this)
    app.windows.set(this.id, this)
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'))
    app.emit('web-contents-created', {}, this.webContents)
    app.emit('browser-window-created', {}, this)
  }

  static getAllWindows(): BrowserWindow[] {
    return [...windows.values()]
  }

  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return windows.get(contents.id) ?? null
  }

  async loadURL(url: string): Promise<void> {
    // The blank page comes first: a page that loads before its preload is registered would miss it.
    this.#opened ??= this.#open()
    await this.#opened
    await this.webContents.load(url)
  }

  getTitle(): string {
    return this.#title
  }

  setTitle(title: string): void {
    this.#title = title
  }

  getBounds(): { x: number; y: number; width: number; height: number } {
    return { x: 0, y: 0, ...this.#size }
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  isMinimized(): boolean {
    return this.#minimized
  }

  minimize(): void {
    this.#minimized = true
    this.#setState('minimized')
  }

  restore(): void {
    this.#minimized = false
    this.#setState('normal')
  }

  /** A Chromium window is visible from the start. */
  show(): void {}

  focus(): void {
    if (this.webContents.targetId !== '') browser.post('Target.activateTarget', { targetId: this.webContents.targetId })
  }

  close(): void {
    let go = true
    this.emit('close', {
      preventDefault: () => {
        go = false
      },
    })
    if (go) this.destroy()
  }

  destroy(): void {
    if (this.webContents.targetId !== '') browser.post('Target.closeTarget', { targetId: this.webContents.targetId })
    this.gone()
  }

  /** The page has been closed, by us or by the user. */
  gone(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    windows.delete(this.id)
    this.webContents.gone()
    this.emit('closed')
    app.windowClosed(this.id)
  }

  async #open(): Promise<void> {
    opening.push(this)
    await session.defaultSession.applyPermissions(this.webContents, 'app://countersign')
    await browser.openWindow(this.#size)
  }

  #setState(windowState: 'minimized' | 'normal'): void {
    const change = async (): Promise<void> => {
      const { windowId } = await browser.send('Browser.getWindowForTarget', { targetId: this.webContents.targetId })
      await browser.send('Browser.setWindowBounds', { windowId, bounds: { windowState } })
    }
    change().catch(reportUnlessOvertaken)
  }
}

browser.on('Target.attachedToTarget', ({ sessionId, targetInfo }: ProtocolResult) => {
  // A page opened by a page (a link with a target) is closed: main allows none.
  if (targetInfo.openerId) browser.post('Target.closeTarget', { targetId: targetInfo.targetId })
  else opening.shift()?.webContents.attach(sessionId, targetInfo.targetId).catch(reportUnlessOvertaken)
})

browser.on('Target.detachedFromTarget', ({ sessionId }: ProtocolResult) => {
  BrowserWindow.getAllWindows()
    .find((window) => window.webContents.sessionId === sessionId)
    ?.gone()
})
