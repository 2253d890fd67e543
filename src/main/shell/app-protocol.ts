/**
 * Answers the requests of the `app://` protocol: the built window, and the failure page. It is plain Request
 * in, Response out, so that containment can be tested without a window.
 */
import type { Protocol } from 'electron'
import { findBundleFile, readBundleFile } from '../bundle/files.ts'
import { cacheControl, securityHeaders } from '../bundle/headers.ts'
import { APP_SCHEME, FAILURE_URL, isOwnUrl } from './address.ts'

export type AppContent = {
  /** Folder of the built window. */
  rendererDir: string
  /** The failure page as it has to look now. */
  failurePage: () => string
}

/** Before the app is ready: makes `app://` a standard, secure scheme with an origin of its own. */
export function registerAppScheme(protocol: Protocol): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** Once the app is ready: answers `app://` from now on. */
export function serveApp(protocol: Protocol, content: AppContent): void {
  protocol.handle(APP_SCHEME, (request) => answerAppRequest(request, content))
}

/** Answers one request for an `app://` URL: 200, 404 outside the bundle, 405 for anything but reading. */
export function answerAppRequest(request: Request, content: AppContent): Response {
  const headers = securityHeaders()
  const plain = { ...headers, 'content-type': 'text/plain; charset=utf-8' }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return new Response('Reading only.', { status: 405, headers: plain })
  }
  if (!isOwnUrl(request.url)) return new Response('Not found.', { status: 404, headers: plain })
  if (request.url === FAILURE_URL) {
    return new Response(content.failurePage(), { headers: { ...headers, 'content-type': 'text/html; charset=utf-8' } })
  }
  const file = findBundleFile(content.rendererDir, new URL(request.url).pathname)
  if (file === null) return new Response('Not found.', { status: 404, headers: plain })
  return new Response(readBundleFile(file), {
    headers: { ...headers, 'content-type': file.contentType, 'cache-control': cacheControl(file.immutable) },
  })
}
