/**
 * Judges the headers of a request to the browser shell before anything is read from it: is it meant for this
 * server (Host), does it come from our own page (Origin, Sec-Fetch-Site), and does it carry a session?
 * Foreign pages, rebound names and other users of the machine stop here.
 */
import type { IncomingHttpHeaders } from 'node:http'

export type Refusal = 'wrong-host' | 'wrong-origin' | 'no-session'

export type Gate = {
  /** `127.0.0.1:PORT`, exactly as a browser sends it. */
  host: string
  cookieName: string
  hasSession: (session: string) => boolean
}

/** Null when the request was meant for us and does not come from a foreign page. */
export function refuseForeign(headers: IncomingHttpHeaders, gate: Gate): Refusal | null {
  if (headers.host !== gate.host) return 'wrong-host'
  if (headers.origin !== undefined && headers.origin !== `http://${gate.host}`) return 'wrong-origin'
  const site = headers['sec-fetch-site']
  const fromElsewhere = site === 'cross-site' || site === 'same-site'
  // A link in a mail is a cross-site navigation and harmless: it changes nothing and brings no cookie.
  return fromElsewhere && headers['sec-fetch-mode'] !== 'navigate' ? 'wrong-origin' : null
}

/** Null when the request may read the window's files. */
export function refuseRequest(headers: IncomingHttpHeaders, gate: Gate): Refusal | null {
  const foreign = refuseForeign(headers, gate)
  if (foreign !== null) return foreign
  const session = readCookie(headers.cookie, gate.cookieName)
  return session !== null && gate.hasSession(session) ? null : 'no-session'
}

/** Null when the request may open the socket to the engine; here a missing Origin is a wrong one. */
export function refuseSocket(headers: IncomingHttpHeaders, gate: Gate): Refusal | null {
  return headers.origin === undefined ? 'wrong-origin' : refuseRequest(headers, gate)
}

/** The value of one cookie, or null; a name given twice is refused as ambiguous. */
export function readCookie(header: string | undefined, name: string): string | null {
  const values = (header ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${name}=`))
    .map((part) => part.slice(name.length + 1))
  return values.length === 1 ? (values[0] ?? null) : null
}
