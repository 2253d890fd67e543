/**
 * Stands between a page and its requests: asks main about navigations, applies the request filter, and answers
 * custom protocols.
 */
import { type ProtocolResult, reportUnlessOvertaken } from './browser.ts'
import { fromChromium, handlerFor, session } from './session.ts'
import type { WebContents } from './web-contents.ts'

/** Starts intercepting everything that a page asks for. */
export async function interceptRequests(contents: WebContents): Promise<void> {
  contents.onProtocol('Fetch.requestPaused', (paused) => {
    judge(contents, paused).catch(reportUnlessOvertaken)
  })
  await contents.protocolSend('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
}

async function judge(contents: WebContents, paused: ProtocolResult): Promise<void> {
  const { requestId, request, resourceType, frameId } = paused
  const url = fromChromium(request.url)
  const fail = (errorReason: string): Promise<unknown> =>
    contents.protocolSend('Fetch.failRequest', { requestId, errorReason })
  // "Aborted" leaves the present page where it is; other reasons show an error page.
  if (resourceType === 'Document' && !mayNavigate(contents, url, frameId)) return void (await fail('Aborted'))
  if (await session.defaultSession.cancels(url)) return void (await fail('BlockedByClient'))
  const handler = handlerFor(url)
  if (handler === undefined) return void (await contents.protocolSend('Fetch.continueRequest', { requestId }))
  const response = await handler(
    new Request(url, { method: request.method, headers: request.headers, body: request.postData ?? null }),
  )
  await contents.protocolSend('Fetch.fulfillRequest', {
    requestId,
    responseCode: response.status,
    responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
    body: Buffer.from(await response.arrayBuffer()).toString('base64'),
  })
}

/** Asks `will-frame-navigate` and `will-navigate`, unless main itself started this navigation. */
function mayNavigate(contents: WebContents, url: string, frameId: string): boolean {
  const isMainFrame = frameId === contents.targetId
  if (isMainFrame && contents.takeExpected(url)) return true
  let go = true
  const event = {
    url,
    isMainFrame,
    isSameDocument: false,
    preventDefault: () => {
      go = false
    },
  }
  contents.emit('will-frame-navigate', event)
  if (isMainFrame && go) contents.emit('will-navigate', event)
  return go
}
