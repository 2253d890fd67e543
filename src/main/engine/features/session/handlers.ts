/** Sign-in, lock, second factor and step-up. Every try is in the audit log; a wrong name and a wrong password answer alike. */

import { timeOfDay } from '../../../../contract/dates.ts'
import type { Department, Role, SigningGroup } from '../../../../contract/permissions.ts'
import type { Call, Handlers } from '../../call.ts'
import { makeToken } from '../../ids.ts'
import { NotSignedIn, Refusal, refuse } from '../../refuse.ts'
import { actorOf, type Session } from '../../sessions.ts'
import {
  allOperators,
  changeOwn,
  hashPassword,
  insertOperator,
  makeTotpSecret,
  matchingStep,
  noteSignIn,
  noteTry,
  type OperatorRow,
  operatorById,
  operatorByName,
  operatorCount,
  passwordMatches,
  passwordWeakness,
  totpCode,
  useCode,
} from '../operators/index.ts'
import { putSetting } from '../settings/index.ts'

/** Secrets shown for enrolling but not confirmed yet, by operator. */
const pendingSecrets = new Map<string, string>()
/** Compared against when the user name is unknown, so that the answer takes as long. */
const NOBODY = 'scrypt$32768$8$3$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'

export const sessionHandlers: Handlers<'session'> = {
  state: (call) => ({
    firstRun: operatorCount(call) === 0,
    demo: call.services.demo,
    deskName: call.services.settings.get('desk.name'),
    version: call.services.version,
    demoOperators: call.services.demo
      ? allOperators(call)
          .filter((row) => row.active === 1)
          .map((row) => ({
            userName: row.userName,
            displayName: row.displayName,
            roleText: [...(JSON.parse(row.roles) as Role[]), ...(row.department === null ? [] : [row.department])].join(
              ',',
            ),
          }))
      : [],
  }),

  firstRun(call, input) {
    if (operatorCount(call) > 0) refuse('FIRST_RUN_DONE')
    refuseWeak(input.password, input.userName)
    const operatorId = call.transact(() => {
      const id = insertOperator(call, {
        userName: input.userName,
        displayName: input.displayName,
        department: null,
        roles: JSON.stringify(['administrator']),
        signingGroup: null,
        passwordHash: hashPassword(input.password, call.random, call.services.passwordLog2N),
        createdAt: call.now,
      })
      putSetting(call, { key: 'desk.name', value: input.deskName, by: input.displayName })
      putSetting(call, { key: 'desk.timeZone', value: input.timeZone, by: input.displayName })
      call.auditAs(input.displayName, {
        action: 'desk.firstRun',
        subject: `operator:${id}`,
        changes: [['desk', null, input.deskName]],
      })
      return id
    })
    return startSession(call, operatorById(call, operatorId))
  },

  signIn(call, input) {
    const row = operatorByName(call, input.userName)
    if (!row) {
      passwordMatches(input.password, NOBODY)
      call.transact(() =>
        call.auditAs(input.userName, { action: 'session.refused', subject: 'session', reason: 'unknown name' }),
      )
      refuse('SIGN_IN_FAILED')
    }
    checkPassword(call, row, input.password)
    return startSession(call, row)
  },

  resume(call, { token }) {
    const session = call.services.sessions.awake(token, { now: call.now, idleMs: idleMs(call) })
    call.link.token = token
    return { token, me: meOf(call, session) }
  },

  me: (call) => meOf(call, sessionOf(call)),

  touch(call) {
    sessionOf(call).lastUsedAt = call.now
    return {}
  },

  lock(call) {
    call.services.sessions.lock(sessionOf(call), call.now)
    return {}
  },

  unlock(call, { token, password }) {
    const session = call.services.sessions.find(token)
    if (!session) throw new NotSignedIn('noSession')
    checkPassword(call, operatorById(call, session.actor.operatorId), password)
    session.lockedAt = null
    session.lastUsedAt = call.now
    call.link.token = token
    return { token, me: meOf(call, session) }
  },

  signOut(call) {
    const { token } = sessionOf(call)
    call.transact(() => call.audit({ action: 'session.signOut', subject: `operator:${call.actor.operatorId}` }))
    call.services.sessions.end(token)
    call.link.token = null
    return {}
  },

  stepUp(call, { code }) {
    const row = operatorById(call, call.actor.operatorId)
    if (row.totpSecret === null) refuse('SECOND_FACTOR_MISSING')
    refuseLocked(call, row)
    const step = matchingStep(code, { secret: row.totpSecret, now: call.now, lastStep: row.totpLastStep })
    if (step === null) {
      countWrongCode(call, row)
      refuse('CODE_WRONG')
    }
    call.transact(() => {
      if (!useCode(call, row.id, step)) refuse('CODE_WRONG')
      call.audit({ action: 'session.stepUp', subject: `operator:${row.id}` })
    })
    const session = sessionOf(call)
    call.services.sessions.wrongCodes.delete(row.id)
    session.lastUsedAt = call.now
    session.stepUpUntil = call.now + call.services.settings.get('session.stepUpMinutes') * 60_000
    return { stepUpUntil: session.stepUpUntil }
  },

  demoCode(call) {
    const row = operatorById(call, call.actor.operatorId)
    if (!call.services.demo || row.totpSecret === null) return { code: null }
    const step = Math.max(Math.floor(call.now / 30_000), row.totpLastStep + 1)
    return { code: totpCode(row.totpSecret, step) }
  },

  changePassword(call, input) {
    const row = operatorById(call, call.actor.operatorId)
    refuseLocked(call, row)
    if (!passwordMatches(input.currentPassword, row.passwordHash)) throw wrongPassword(call, row)
    refuseWeak(input.newPassword, row.userName)
    changeOwn(call, row.id, {
      passwordHash: hashPassword(input.newPassword, call.random, call.services.passwordLog2N),
      mustChangePassword: 0,
    })
    call.audit({ action: 'session.changePassword', subject: `operator:${row.id}` })
    call.afterCommit(() =>
      call.services.sessions.refresh(row.id, actorOf({ ...row, mustChangePassword: 0 }, call.services.rights)),
    )
    return {}
  },

  beginSecondFactor(call, { password }) {
    const row = operatorById(call, call.actor.operatorId)
    checkPassword(call, row, password)
    // A password alone does not replace the proof that it is not alone; a lost one is removed by two people.
    if (row.totpSecret !== null) call.requireStepUp()
    const secret = makeTotpSecret(call.random)
    pendingSecrets.set(sessionOf(call).token, secret)
    const issuer = encodeURIComponent(call.services.settings.get('desk.name'))
    return {
      secret,
      uri: `otpauth://totp/${issuer}:${encodeURIComponent(row.userName)}?secret=${secret}&issuer=${issuer}`,
    }
  },

  confirmSecondFactor(call, { code }) {
    const { token } = sessionOf(call)
    const secret = pendingSecrets.get(token)
    if (!secret) refuse('SECOND_FACTOR_MISSING')
    const row = operatorById(call, call.actor.operatorId)
    const step = matchingStep(code, { secret, now: call.now, lastStep: 0 })
    if (step === null) refuse('CODE_WRONG')
    changeOwn(call, row.id, { totpSecret: secret })
    call.audit({
      action: 'session.secondFactor',
      subject: `operator:${row.id}`,
      changes: [['secondFactor', row.totpSecret ? 'set' : 'none', 'set']],
    })
    call.afterCommit(() => pendingSecrets.delete(token))
    return {}
  },

  setLanguage(call, { language }) {
    const row = operatorById(call, call.actor.operatorId)
    changeOwn(call, row.id, { language })
    call.audit({
      action: 'session.language',
      subject: `operator:${row.id}`,
      changes: [['language', row.language, language]],
    })
    return {}
  },
}

function sessionOf(call: Call): Session {
  const session = call.services.sessions.find(call.link.token)
  if (!session) throw new NotSignedIn('noSession')
  return session
}

function idleMs(call: Call): number {
  return call.services.settings.get('session.idleLockMinutes') * 60_000
}

/** Counts wrong tries and locks the name for a while after too many. */
function checkPassword(call: Call, row: OperatorRow, password: string): void {
  refuseLocked(call, row)
  if (!passwordMatches(password, row.passwordHash)) {
    countTry(call, row, 'wrong password')
    refuse('SIGN_IN_FAILED')
  }
  if (row.active !== 1) refuse('OPERATOR_DISABLED', { name: row.displayName })
}

/** A wrong password counts wherever it is asked for; here the command around it is undone first. */
function wrongPassword(call: Call, row: OperatorRow): Refusal {
  const refusal = new Refusal('PASSWORD_WRONG')
  // Read again: tries that waited together each count.
  refusal.afterwards = () => void countTry(call, operatorById(call, row.id), 'wrong password')
  return refusal
}

function refuseLocked(call: Call, row: OperatorRow): void {
  if (row.lockedUntil !== null && row.lockedUntil > call.now) {
    refuse('SIGN_IN_LOCKED', { until: timeOfDay(row.lockedUntil, call.services.settings.get('desk.timeZone')) })
  }
}

/** Wrong codes are counted over all sessions of a person: signing in again with the password does not start anew. */
function countWrongCode(call: Call, row: OperatorRow): void {
  const { wrongCodes } = call.services.sessions
  const failedTries = Math.max(row.failedTries, wrongCodes.get(row.id) ?? 0)
  const locked = countTry(call, { ...row, failedTries }, 'wrong code')
  wrongCodes.set(row.id, locked ? 0 : failedTries + 1)
}

/** Returns whether that locked the name. */
function countTry(call: Call, row: OperatorRow, reason: string): boolean {
  const most = call.services.settings.get('session.lockOutTries')
  const failedTries = row.failedTries + 1
  const locked = failedTries >= most
  const lockedUntil = locked ? call.now + call.services.settings.get('session.lockOutMinutes') * 60_000 : null
  call.transact(() => {
    noteTry(call, row.id, { failedTries: locked ? 0 : failedTries, lockedUntil })
    call.auditAs(row.displayName, {
      action: locked ? 'session.lockedOut' : 'session.refused',
      subject: `operator:${row.id}`,
      reason,
    })
  })
  return locked
}

function startSession(call: Call, row: OperatorRow) {
  const token = makeToken(call.random)
  const actor = actorOf(row, call.services.rights)
  const session: Session = {
    token,
    address: call.link.peer.address,
    actor,
    lastUsedAt: call.now,
    lockedAt: null,
    stepUpUntil: 0,
  }
  call.transact(() => {
    noteSignIn(call, row.id)
    call.auditAs(row.displayName, { action: 'session.signIn', subject: `operator:${row.id}` })
  })
  call.services.sessions.start(session)
  call.link.token = token
  return { token, me: meOf(call, session) }
}

function meOf(call: Call, session: Session) {
  const row = operatorById(call, session.actor.operatorId)
  const roles = JSON.parse(row.roles) as Role[]
  return {
    operatorId: row.id,
    userName: row.userName,
    displayName: row.displayName,
    department: row.department as Department | null,
    roles,
    permissions: [...call.services.rights.permissionsOf(roles)],
    signingGroup: row.signingGroup as SigningGroup | null,
    language: row.language as 'en' | 'zh-Hant',
    hasSecondFactor: row.totpSecret !== null,
    mustChangePassword: row.mustChangePassword === 1,
    stepUpUntil: session.stepUpUntil > call.now ? session.stepUpUntil : null,
    idleLockMinutes: call.services.settings.get('session.idleLockMinutes'),
  }
}

function refuseWeak(password: string, userName: string): void {
  const weakness = passwordWeakness(password, userName)
  if (weakness) refuse('PASSWORD_TOO_WEAK', { weakness, limit: 12 })
}
