/**
 * Who may use the browser shell. A link printed in the terminal works once and for five minutes; using it
 * makes a session that lives in a cookie as long as the server runs. Only digests are kept and compared, in
 * constant time, so that neither memory nor timing tells a secret.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

export const LINK_LIFETIME_MS = 5 * 60_000
/** More browsers than this at one desk is a leak; the oldest session gives way. */
const MAX_SESSIONS = 16

type Link = { digest: Buffer; issuedAtMs: number }

export class Sessions {
  readonly #now: () => number
  #links: Link[] = []
  #sessions: Buffer[] = []

  /** @param now milliseconds of any steady clock */
  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  /** Makes the secret of a new start link; earlier links stay valid until used or too old. */
  issueLink(): string {
    const token = secret()
    this.#links = [...this.#liveLinks(), { digest: digest(token), issuedAtMs: this.#now() }]
    return token
  }

  /** Uses up a link: the secret of a new session, or null when the link is unknown, used or too old. */
  redeemLink(token: string): string | null {
    const offered = digest(token)
    const links = this.#liveLinks()
    const found = links.find((link) => timingSafeEqual(link.digest, offered))
    this.#links = links.filter((link) => link !== found)
    if (found === undefined) return null
    const session = secret()
    this.#sessions = [...this.#sessions, digest(session)].slice(-MAX_SESSIONS)
    return session
  }

  /** True for the secret of a session made here. */
  hasSession(session: string): boolean {
    const offered = digest(session)
    // Every entry is compared, so that the time does not depend on which one matches.
    return this.#sessions.filter((known) => timingSafeEqual(known, offered)).length > 0
  }

  #liveLinks(): Link[] {
    return this.#links.filter((link) => this.#now() - link.issuedAtMs < LINK_LIFETIME_MS)
  }
}

/** 256 random bits, safe in a URL and in a cookie. */
function secret(): string {
  return randomBytes(32).toString('base64url')
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
