/** How good a new password is, in a sentence while it is being typed; the engine judges again. */
import type { TextKey } from '../../i18n/en.ts'
import type { Figures } from '../../i18n/fill.ts'

/** The engine's own bound: shorter is refused. */
export const LEAST_CHARS = 12
const STRONG_CHARS = 16
const LEAST_DIFFERENT = 5

export type Strength = { ok: boolean; key: TextKey; figures: Figures }

/** Judges a password; `ok` means that the engine takes it. */
export function strengthOf(password: string, userName: string): Strength {
  const say = (ok: boolean, key: TextKey, figures: Figures = {}): Strength => ({ ok, key, figures })
  if (password === '') return say(false, 'session.strength.empty')
  if (userName !== '' && password.toLowerCase().includes(userName.toLowerCase())) {
    return say(false, 'session.strength.name')
  }
  if (password.length < LEAST_CHARS)
    return say(false, 'session.strength.short', { left: LEAST_CHARS - password.length })
  if (new Set(password).size < LEAST_DIFFERENT) return say(false, 'session.strength.simple')
  return say(true, password.length < STRONG_CHARS ? 'session.strength.good' : 'session.strength.strong')
}
