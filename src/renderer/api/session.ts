/**
 * Who sits at this window. The session's token lives in this tab alone; a new line to the engine is bound to it before
 * anything else is said, and whatever the engine answers about the session is shown at once.
 */
import type { Me } from '../../contract/session.ts'
import { api, bindSessionBefore, line } from './client.ts'
import { problemOf } from './problem.ts'
import { createStore, useStore } from './store.ts'

export type SessionView =
  | { phase: 'starting' }
  | { phase: 'signedOut'; notice: 'ended' | null }
  | { phase: 'signedIn'; me: Me }
  | { phase: 'locked'; me: Me | null; displayName: string }

type Kept = { token: string; displayName: string }

const KEPT = 'countersign.session'
const store = createStore<SessionView>({ phase: 'starting' })
let bound: Promise<void> = Promise.resolve()

/** The session as this window knows it. */
export function useSession(): SessionView {
  return useStore(store)
}

/** The signed-in person; only below the session gate. Throws elsewhere. */
export function useMe(): Me {
  const view = useStore(store)
  if (view.phase === 'signedIn') return view.me
  if (view.phase === 'locked' && view.me) return view.me
  throw new Error('nobody is signed in here')
}

/** Starts watching the line; called once, by main.tsx. */
export function startSession(): void {
  bindSessionBefore(() => bound)
  const bind = (): void => {
    if (line.state() === 'up') bound = resume()
  }
  line.subscribe(bind)
  if (line.state() === 'up') bind()
  else if (kept() === null) store.set({ phase: 'signedOut', notice: null })
}

export async function signIn(userName: string, password: string): Promise<void> {
  enter(await api.session.signIn({ userName, password }))
}

/** First start: makes the desk and signs its first administrator in. */
export async function firstRun(input: Parameters<typeof api.session.firstRun>[0]): Promise<void> {
  enter(await api.session.firstRun(input))
}

export async function unlock(password: string): Promise<void> {
  enter(await api.session.unlock({ token: kept()?.token ?? '', password }))
}

/** Covers the screen; the work below stays as it is. */
export async function lock(): Promise<void> {
  showLocked()
  await api.session.lock({}).catch(() => undefined)
}

export async function signOut(): Promise<void> {
  await api.session.signOut({}).catch(() => undefined)
  leave(null)
}

/** Reads the person again, after the password, language or second factor was changed. */
export async function reloadMe(): Promise<void> {
  store.set({ phase: 'signedIn', me: await api.session.me({}) })
}

/** Notes what an answer says about the session: locked, or no longer there. */
export function noteSessionLost(reason: 'noSession' | 'locked' | 'expired'): void {
  if (reason === 'locked') showLocked()
  else if (store.get().phase !== 'signedOut') leave('ended')
}

function enter({ token, me }: { token: string; me: Me }): void {
  sessionStorage.setItem(KEPT, JSON.stringify({ token, displayName: me.displayName } satisfies Kept))
  store.set({ phase: 'signedIn', me })
}

function leave(notice: 'ended' | null): void {
  sessionStorage.removeItem(KEPT)
  store.set({ phase: 'signedOut', notice })
}

function showLocked(): void {
  const view = store.get()
  const me = view.phase === 'signedIn' || view.phase === 'locked' ? view.me : null
  store.set({ phase: 'locked', me, displayName: me?.displayName ?? kept()?.displayName ?? '' })
}

function kept(): Kept | null {
  const text = sessionStorage.getItem(KEPT)
  return text === null ? null : (JSON.parse(text) as Kept)
}

async function resume(): Promise<void> {
  const token = kept()?.token
  if (token === undefined) {
    if (store.get().phase === 'starting') store.set({ phase: 'signedOut', notice: null })
    return
  }
  try {
    enter(await api.session.resume({ token }))
  } catch (error) {
    const problem = problemOf(error)
    if (problem.kind === 'notSignedIn') noteSessionLost(problem.reason)
    else if (problem.kind !== 'lineDown') leave('ended')
  }
}
