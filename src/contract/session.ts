/** Who is at the desk: first administrator, sign-in, lock, step-up with a one-time code. */
import { z } from 'zod'
import { command, Nothing, open, query } from './base.ts'
import { Instant } from './dates.ts'
import { CommandId, OperatorId } from './ids.ts'
import { requiredLine } from './limits.ts'
import { Department, Permission, Role, SigningGroup } from './permissions.ts'

export const UserName = z.string().regex(/^[a-z][a-z0-9._-]{1,31}$/)
export const Password = z.string().min(1).max(200)
export const OneTimeCode = z.string().regex(/^\d{6}$/)
export const Language = z.enum(['en', 'zh-Hant'])
export type Language = z.output<typeof Language>

export const Me = z
  .object({
    operatorId: OperatorId,
    userName: z.string(),
    displayName: z.string(),
    department: Department.nullable(),
    roles: z.array(Role),
    permissions: z.array(Permission),
    signingGroup: SigningGroup.nullable(),
    language: Language,
    hasSecondFactor: z.boolean(),
    mustChangePassword: z.boolean(),
    /** Until when approvals and releases need no further code; null = a code is needed. */
    stepUpUntil: Instant.nullable(),
    idleLockMinutes: z.int(),
  })
  .strict()
export type Me = z.output<typeof Me>

const SignedIn = z.object({ token: z.string(), me: Me }).strict()

export const session = {
  /** What the window must show first. */
  state: open()
    .input(Nothing)
    .output(
      z
        .object({
          firstRun: z.boolean(),
          demo: z.boolean(),
          deskName: z.string(),
          version: z.string(),
          /** Demo ledgers only: who may be signed in as, with the demo password. */
          demoOperators: z.array(
            z.object({ userName: z.string(), displayName: z.string(), roleText: z.string() }).strict(),
          ),
        })
        .strict(),
    ),
  /** First start: creates the desk and its first administrator. There is no default password. */
  firstRun: open()
    .input(
      z
        .object({
          commandId: CommandId,
          deskName: requiredLine(80),
          timeZone: requiredLine(60),
          userName: UserName,
          displayName: requiredLine(80),
          password: Password,
        })
        .strict(),
    )
    .output(SignedIn),
  signIn: open()
    .input(z.object({ userName: UserName, password: Password }).strict())
    .output(SignedIn),
  /** Binds a new connection (reload, restart of the link) to a session that is still alive. */
  resume: open()
    .input(z.object({ token: z.string().min(20).max(200) }).strict())
    .output(SignedIn),
  me: query().input(Nothing).output(Me),
  /** Keeps the session awake; sent on real keyboard or mouse use, never by a timer alone. */
  touch: query().input(Nothing).output(Nothing),
  lock: query().input(Nothing).output(Nothing),
  unlock: open()
    .input(z.object({ token: z.string().min(20).max(200), password: Password }).strict())
    .output(SignedIn),
  signOut: query().input(Nothing).output(Nothing),
  /** Second factor for approvals and releases: a fresh six-digit code, each usable once. */
  stepUp: query()
    .input(z.object({ code: OneTimeCode }).strict())
    .output(z.object({ stepUpUntil: Instant }).strict()),
  /** Demo ledgers only: the code that this person's authenticator would show now; null in every real ledger. */
  demoCode: query()
    .input(Nothing)
    .output(z.object({ code: OneTimeCode.nullable() }).strict()),
  changePassword: command()
    .input(z.object({ commandId: CommandId, currentPassword: Password, newPassword: Password }).strict())
    .output(Nothing),
  /** Starts enrolling a second factor: the secret is shown once and counts only after `confirmSecondFactor`. */
  beginSecondFactor: query()
    .input(z.object({ password: Password }).strict())
    .output(z.object({ secret: z.string(), uri: z.string() }).strict()),
  confirmSecondFactor: command()
    .input(z.object({ commandId: CommandId, code: OneTimeCode }).strict())
    .output(Nothing),
  setLanguage: command()
    .input(z.object({ commandId: CommandId, language: Language }).strict())
    .output(Nothing),
}
