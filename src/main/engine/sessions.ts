/**
 * Sessions live in memory: a restart of the engine signs everybody out. A session locks itself after the idle time;
 * a step-up lasts a few minutes. What a person may do is read from the ledger when the session starts and again
 * whenever the administrator changes it.
 */
import type { Department, Permission, Role, SigningGroup } from '../../contract/permissions.ts'
import { NotSignedIn } from './refuse.ts'
import type { Rights } from './rights.ts'

/** The signed-in person behind a call. */
export type Actor = {
  readonly operatorId: number
  readonly userName: string
  readonly displayName: string
  readonly department: Department | null
  readonly roles: readonly Role[]
  readonly permissions: ReadonlySet<Permission>
  readonly signingGroup: SigningGroup | null
  readonly mustChangePassword: boolean
}

export type Session = {
  readonly token: string
  readonly address: string
  actor: Actor
  lastUsedAt: number
  lockedAt: number | null
  stepUpUntil: number
}

export type ActorFacts = {
  id: number
  userName: string
  displayName: string
  department: string | null
  roles: string
  signingGroup: string | null
  mustChangePassword: number
}

/** Builds the actor from an operator's row, with what the roles allow on this desk. */
export function actorOf(row: ActorFacts, rights: Pick<Rights, 'permissionsOf'>): Actor {
  const roles = JSON.parse(row.roles) as Role[]
  return {
    operatorId: row.id,
    userName: row.userName,
    displayName: row.displayName,
    department: row.department,
    roles,
    permissions: rights.permissionsOf(roles),
    signingGroup: row.signingGroup as SigningGroup | null,
    mustChangePassword: row.mustChangePassword === 1,
  }
}

export class Sessions {
  readonly #byToken = new Map<string, Session>()
  /** Wrong one-time codes since the last right one, by operator. */
  readonly wrongCodes = new Map<number, number>()

  start(session: Session): void {
    this.#byToken.set(session.token, session)
  }

  /** The session of a token, awake or not. */
  find(token: string | null): Session | undefined {
    return token === null ? undefined : this.#byToken.get(token)
  }

  /** The session that may act now; locks it when it was idle too long. Throws NotSignedIn. */
  awake(token: string | null, clock: { now: number; idleMs: number }): Session {
    const session = this.find(token)
    if (!session) throw new NotSignedIn('noSession')
    if (session.lockedAt === null && clock.now - session.lastUsedAt > clock.idleMs) this.lock(session, clock.now)
    if (session.lockedAt !== null) throw new NotSignedIn('locked')
    return session
  }

  lock(session: Session, now: number): void {
    session.lockedAt = now
    session.stepUpUntil = 0
  }

  end(token: string): void {
    this.#byToken.delete(token)
  }

  /** Applies a change of roles at once; a disabled operator is signed out. */
  refresh(operatorId: number, actor: Actor | null): void {
    for (const session of this.#byToken.values()) {
      if (session.actor.operatorId !== operatorId) continue
      if (actor === null) this.end(session.token)
      else session.actor = actor
    }
  }

  /** Applies a change of what roles allow at once, for everybody. */
  reread(rights: Pick<Rights, 'permissionsOf'>): void {
    for (const session of this.#byToken.values())
      session.actor = { ...session.actor, permissions: rights.permissionsOf(session.actor.roles) }
  }
}
