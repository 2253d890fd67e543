/** Texts of messages and when an e-mail is tried again. Pure. */
import { placesOf, TEMPLATES, type Template } from '../../../../contract/notifications.ts'

/** After the n-th failure the next try comes in 1, 5, 30 minutes, then 2 and 12 hours; after that a person decides. */
export const RETRY_AFTER_MS = [60_000, 300_000, 1_800_000, 7_200_000, 43_200_000] as const

/** When to try again after so many failed tries; null when the worker gives up. */
export function nextTryAt(failedTries: number, now: number): number | null {
  const pause = RETRY_AFTER_MS[failedTries - 1]
  return pause === undefined ? null : now + pause
}

/** Names in a text that its template has no figure for. */
export function unknownPlaces(template: Template, text: string): string[] {
  const known: readonly string[] = TEMPLATES[template].figures
  return placesOf(text).filter((name) => !known.includes(name))
}

/** A text with its figures; a figure cannot bring places of its own. */
export function filled(text: string, figures: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => figures[name] ?? whole).trim()
}
