/** Texts of the session pages in Traditional Chinese. */
import type { sessionEn } from './session.en.ts'

export const sessionZhHant: Record<keyof typeof sessionEn, string> = {}
