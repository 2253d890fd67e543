/**
 * Closes every door of a window that the desk does not need: foreign pages, new windows, embedded pages,
 * permissions, network requests and downloads from elsewhere. Called once, before the first window.
 */
import type { App, Session, WebContents } from 'electron'
import { type FailureCommand, failureCommand, isOwnUrl } from './address.ts'

export type GuardOptions = {
  /** Origin of the development server; undefined in a packaged app. */
  devOrigin: string | undefined
  /** A link of the failure page was followed. */
  onFailureCommand: (command: FailureCommand, contents: WebContents) => void
  onDenied: (what: string) => void
}

/** The one permission in use: copying an id or an amount to the clipboard. Reading it is not allowed. */
const ALLOWED_PERMISSION = 'clipboard-sanitized-write'

/** Addresses of Chromium's built-in PDF viewer, in which cheques and sheets are shown. */
const PDF_VIEWER = ['chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/', 'chrome://resources/']

/** Applies the guard to every page of the app, present and future. */
export function guardContents(app: App, options: GuardOptions): void {
  app.on('web-contents-created', (_event, contents) => {
    const deny = (event: { preventDefault(): void }, what: string): void => {
      event.preventDefault()
      options.onDenied(what)
    }
    contents.setWindowOpenHandler(({ url }) => {
      options.onDenied(`new window ${url}`)
      return { action: 'deny' }
    })
    contents.on('will-attach-webview', (event) => deny(event, 'webview'))
    contents.on('will-redirect', (event) => deny(event, `redirect ${event.url}`))
    contents.on('will-frame-navigate', (event) => {
      // The top frame is judged by will-navigate below.
      if (!event.isMainFrame && !isPaper(event.url, options.devOrigin)) deny(event, `frame ${event.url}`)
    })
    contents.on('will-navigate', (event) => {
      const command = failureCommand(contents.getURL(), event.url)
      if (command !== null) {
        event.preventDefault()
        options.onFailureCommand(command, contents)
      } else if (!isReload(contents, event.url, options.devOrigin)) deny(event, `navigation ${event.url}`)
    })
  })
}

/** Applies the guard to the session that all windows share. */
export function guardSession(session: Session, options: Pick<GuardOptions, 'devOrigin' | 'onDenied'>): void {
  const allowed = (permission: string, url: string): boolean =>
    permission === ALLOWED_PERMISSION && isOwnUrl(url, options.devOrigin)
  session.setPermissionCheckHandler((_contents, permission, origin) => allowed(permission, origin))
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const yes = allowed(permission, details.requestingUrl)
    if (!yes) options.onDenied(`permission ${permission}`)
    answer(yes)
  })
  session.setDevicePermissionHandler(() => false)
  session.webRequest.onBeforeRequest((details, answer) => {
    const cancel = !isLocalRequest(details.url, options.devOrigin)
    if (cancel) options.onDenied(`request ${details.url}`)
    answer({ cancel })
  })
  session.on('will-download', (event, item) => {
    // Exports are made by the page itself (blob:); a file from anywhere else is not ours.
    if (isLocalRequest(item.getURL(), options.devOrigin)) return
    event.preventDefault()
    options.onDenied(`download ${item.getURL()}`)
  })
}

/** The page reloading itself (development server, a new version of the window) is the one navigation it may do. */
function isReload(contents: WebContents, url: string, devOrigin: string | undefined): boolean {
  return url === contents.getURL() && isOwnUrl(url, devOrigin)
}

/** A frame may show what the page made itself (blob:), inside the PDF viewer or bare. */
function isPaper(url: string, devOrigin: string | undefined): boolean {
  if (PDF_VIEWER.some((viewer) => url.startsWith(viewer))) return true
  return url.startsWith('blob:') && isOwnUrl(url.slice('blob:'.length), devOrigin)
}

function isLocalRequest(url: string, devOrigin: string | undefined): boolean {
  if (url.startsWith('blob:')) return isOwnUrl(url.slice('blob:'.length), devOrigin)
  if (url.startsWith('data:') || url.startsWith('devtools:')) return true
  if (PDF_VIEWER.some((viewer) => url.startsWith(viewer))) return true
  if (devOrigin !== undefined && url.startsWith(devOrigin.replace('http', 'ws'))) return true
  return isOwnUrl(url, devOrigin)
}
