/** Electron's session and protocol: who answers a request, and what a page is permitted. */
import { EventEmitter } from 'node:events'
import { browser } from './browser.ts'

type Handler = (request: Request) => Response | Promise<Response>
type CheckHandler = (contents: unknown, permission: string, origin: string, details: object) => boolean
type RequestHandler = (contents: unknown, permission: string, answer: (yes: boolean) => void, details: object) => void
type BeforeRequest = (details: { url: string }, answer: (verdict: { cancel?: boolean }) => void) => void

/** Schemes and their handlers. A scheme is served by Chromium as `http://<host>.<scheme>.localhost`. */
const schemes = new Map<string, Handler>()

/** Electron's permission names, and the descriptor that Chromium wants for each. */
const PERMISSIONS: Record<string, { name: string }[]> = {
  geolocation: [{ name: 'geolocation' }],
  notifications: [{ name: 'notifications' }],
  media: [{ name: 'camera' }, { name: 'microphone' }],
  midi: [{ name: 'midi' }],
  'clipboard-read': [{ name: 'clipboard-read' }],
  'clipboard-sanitized-write': [{ name: 'clipboard-write' }],
}

export const protocol = {
  registerSchemesAsPrivileged: (_schemes: unknown[]): void => undefined,
  handle: (scheme: string, handler: Handler): void => void schemes.set(scheme, handler),
}

class Session extends EventEmitter {
  readonly protocol = protocol
  #check: CheckHandler = () => true
  #request: RequestHandler = (_contents, _permission, answer) => answer(true)
  #beforeRequest: BeforeRequest = (_details, answer) => answer({})

  readonly webRequest = {
    onBeforeRequest: (listener: BeforeRequest): void => {
      this.#beforeRequest = listener
    },
  }

  setPermissionCheckHandler(handler: CheckHandler): void {
    this.#check = handler
  }

  setPermissionRequestHandler(handler: RequestHandler): void {
    this.#request = handler
  }

  setDevicePermissionHandler(_handler: () => boolean): void {}

  /** Asks the handlers about every permission and passes their verdict to Chromium. */
  async applyPermissions(contents: unknown, origin: string): Promise<void> {
    for (const [permission, descriptors] of Object.entries(PERMISSIONS)) {
      const details = { requestingUrl: `${origin}/`, isMainFrame: true }
      const granted = await new Promise<boolean>((resolve) => this.#request(contents, permission, resolve, details))
      const setting = granted && this.#check(contents, permission, origin, details) ? 'granted' : 'denied'
      for (const descriptor of descriptors) {
        await browser.send('Browser.setPermission', { permission: descriptor, setting })
      }
    }
  }

  /** True when the request filter cancels this request. */
  cancels(url: string): Promise<boolean> {
    return new Promise((resolve) => this.#beforeRequest({ url }, (verdict) => resolve(verdict.cancel === true)))
  }
}

/** The handler of a URL's scheme, or undefined when Chromium answers itself. */
export function handlerFor(url: string): Handler | undefined {
  return schemes.get(new URL(url).protocol.slice(0, -1))
}

/** `app://desk/x` as Chromium loads it: `http://desk.app.localhost/x`. */
export function toChromium(url: string): string {
  const [, scheme, rest] = /^(\w+):\/\/(.*)$/.exec(url) ?? []
  if (scheme === undefined || rest === undefined || !schemes.has(scheme)) return url
  return `http://${rest.replace(/^[^/]+/, `$&.${scheme}.localhost`)}`
}

/** The reverse of `toChromium`, also inside a `blob:` URL. */
export function fromChromium(url: string): string {
  return url.replace(/^(blob:)?http:\/\/([\w-]+)\.(\w+)\.localhost(?=\/|$)/, (whole, blob, host, scheme) =>
    schemes.has(scheme) ? `${blob ?? ''}${scheme}://${host}` : whole,
  )
}

export const session = { defaultSession: new Session() }
