/** Electron's WebContents: one page, its preload world, and the messages between page and main. */
import { randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { browser, isBlankPage, type ProtocolResult, reportUnlessOvertaken } from './browser.ts'
import { interceptRequests } from './interception.ts'
import { ipcMain } from './ipc-main.ts'
import { pressShortcut, shortcuts } from './menu.ts'
import { MessagePortMain } from './ports.ts'
import { fromChromium, session, toChromium } from './session.ts'
import { decode, encode } from './wire.ts'

export type WebPreferences = { preload?: string; additionalArguments?: string[]; [name: string]: unknown }

type OpenHandler = (details: { url: string; frameName: string; disposition: string }) => { action: string }

/** What the preload world reports, see page/preload-world.js. */
type FromPage =
  | { kind: 'hello' }
  | { kind: 'send'; channel: string; args: unknown[]; ports: string[] }
  | { kind: 'port'; id: string; data: unknown }
  | { kind: 'close'; id: string }
  | { kind: 'shortcut'; keys: string }
  | { kind: 'open'; url: string }

/** What the preload world is told. */
type ToPage =
  | { kind: 'event'; channel: string; args: unknown[] }
  | { kind: 'port'; id: string; data: unknown }
  | { kind: 'close'; id: string }

const PRELOAD_WORLD = 'standin-preload'
const BINDING = '__standinBinding'
const pageSource = (file: string): string => readFileSync(new URL(`./page/${file}`, import.meta.url), 'utf8')

let nextId = 0
const all = new Set<WebContents>()

export class WebContents extends EventEmitter {
  readonly id = ++nextId
  readonly session = session.defaultSession
  targetId = ''
  sessionId = ''
  readonly #window: { destroy(): void; close(): void; isDestroyed(): boolean }
  readonly #preferences: WebPreferences
  readonly #ports = new Map<string, MessagePortMain>()
  readonly #expected = new Set<string>()
  readonly #attached = Promise.withResolvers<void>()
  #contextId: number | undefined
  #url = ''
  #openHandler: OpenHandler = () => ({ action: 'allow' })

  constructor(window: { destroy(): void; close(): void; isDestroyed(): boolean }, preferences: WebPreferences) {
    super()
    this.#window = window
    this.#preferences = preferences
    all.add(this)
  }

  get mainFrame(): { url: string; parent: null } {
    return { url: this.#url, parent: null }
  }

  getURL(): string {
    return this.#url
  }

  isDestroyed(): boolean {
    return this.#window.isDestroyed()
  }

  getLastWebPreferences(): WebPreferences {
    return { ...this.#preferences }
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler
  }

  close(): void {
    this.#window.close()
  }

  reload(): void {
    this.#expected.add(this.#url)
    browser.post('Page.reload', {}, this.sessionId)
  }

  /** Navigates; resolves when loaded, rejects when another navigation overtakes this one. */
  async load(url: string): Promise<void> {
    await this.#attached.promise
    this.#expected.add(new URL(url).href)
    const loaded = new Promise<void>((resolve) => this.once('did-finish-load', resolve))
    const { errorText } = await this.protocolSend('Page.navigate', { url: toChromium(url) })
    if (errorText) throw new Error(`${errorText} loading '${url}'`)
    await loaded
  }

  send(channel: string, ...args: unknown[]): void {
    this.#tell({ kind: 'event', channel, args })
  }

  protocolSend(method: string, params: object = {}): Promise<ProtocolResult> {
    return browser.send(method, params, this.sessionId)
  }

  onProtocol(method: string, listener: (params: ProtocolResult) => void): void {
    browser.on(`${this.sessionId}:${method}`, listener)
  }

  /** True once for a navigation that main has asked for. */
  takeExpected(url: string): boolean {
    return this.#expected.delete(url)
  }

  /** Binds this object to the page that Chromium has opened for it. */
  async attach(sessionId: string, targetId: string): Promise<void> {
    this.sessionId = sessionId
    this.targetId = targetId
    this.#listen()
    const token = randomUUID()
    await Promise.all([
      this.protocolSend('Page.enable'),
      this.protocolSend('Runtime.enable'),
      this.protocolSend('Page.addScriptToEvaluateOnNewDocument', {
        source: `(${pageSource('main-world.js')})(${JSON.stringify(token)})`,
      }),
      ...this.#preloadJobs(token),
      interceptRequests(this),
    ])
    this.#attached.resolve()
  }

  /** The page is no more: its ports close. */
  gone(): void {
    all.delete(this)
    this.#closePorts()
    this.emit('destroyed')
  }

  #preloadJobs(token: string): Promise<unknown>[] {
    const { preload, additionalArguments = [] } = this.#preferences
    if (preload === undefined) return []
    const info = { platform: process.platform, argv: ['electron', ...additionalArguments], shortcuts: shortcuts() }
    const source = `(${pageSource('preload-world.js')})({
      token: ${JSON.stringify(token)}, info: ${JSON.stringify(info)}, binding: globalThis.${BINDING},
      encode: ${encode}, decode: ${decode},
      preload: (require, process) => { const module = { exports: {} }, exports = module.exports;\n${readFileSync(preload, 'utf8')}\n}
    })`
    return [
      this.protocolSend('Runtime.addBinding', { name: BINDING, executionContextName: PRELOAD_WORLD }),
      this.protocolSend('Page.addScriptToEvaluateOnNewDocument', { worldName: PRELOAD_WORLD, source }),
    ]
  }

  #listen(): void {
    this.onProtocol('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === BINDING) this.#receive(decode(JSON.parse(payload)) as FromPage, executionContextId)
    })
    this.onProtocol('Page.loadEventFired', () => {
      if (this.#url !== '') this.emit('did-finish-load')
    })
    this.onProtocol('Page.frameNavigated', ({ frame }) => {
      if (!frame.parentId && !isBlankPage(frame.url)) this.#url = fromChromium(frame.url)
    })
    this.onProtocol('Page.navigatedWithinDocument', ({ frameId, url }) => {
      if (frameId === this.targetId) this.#url = fromChromium(url)
    })
    this.onProtocol('Inspector.targetCrashed', () => {
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 })
    })
  }

  #receive(message: FromPage, contextId: number): void {
    if (message.kind === 'hello') {
      // A new document: the ports of the one before are gone.
      this.#closePorts()
      this.#contextId = contextId
    } else if (message.kind === 'port') this.#ports.get(message.id)?.deliver(message.data)
    else if (message.kind === 'close') this.#forget(message.id)?.closedByOtherEnd()
    else if (message.kind === 'shortcut') pressShortcut(message.keys, this.#window)
    else if (message.kind === 'open') this.#refuseWindow(message.url)
    else {
      const ports = message.ports.map((id) => this.#openPort(id))
      ipcMain.emit(message.channel, { sender: this, senderFrame: this.mainFrame, ports }, ...message.args)
    }
  }

  #refuseWindow(url: string): void {
    const { action } = this.#openHandler({ url, frameName: '', disposition: 'new-window' })
    if (action !== 'deny') throw new Error('The stand-in knows no windows opened by a page.')
  }

  #openPort(id: string): MessagePortMain {
    const port = new MessagePortMain({
      send: (data) => this.#tell({ kind: 'port', id, data }),
      close: () => {
        this.#forget(id)
        this.#tell({ kind: 'close', id })
      },
    })
    this.#ports.set(id, port)
    return port
  }

  #forget(id: string): MessagePortMain | undefined {
    const port = this.#ports.get(id)
    this.#ports.delete(id)
    return port
  }

  #closePorts(): void {
    for (const port of this.#ports.values()) port.closedByOtherEnd()
    this.#ports.clear()
  }

  #tell(message: ToPage): void {
    if (this.#contextId === undefined) return
    const text = JSON.stringify(JSON.stringify(encode(message)))
    const options = { contextId: this.#contextId, expression: `__standinReceive(${text})` }
    this.protocolSend('Runtime.evaluate', options).catch(reportUnlessOvertaken)
  }
}

export const webContents = {
  getAllWebContents: (): WebContents[] => [...all],
  fromId: (id: number): WebContents | undefined => [...all].find((contents) => contents.id === id),
  fromDevToolsTargetId: (targetId: string): WebContents | undefined =>
    [...all].find((contents) => contents.targetId === targetId),
}
