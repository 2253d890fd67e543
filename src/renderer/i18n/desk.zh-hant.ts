/** Texts of the desk pages in Traditional Chinese. */
import type { deskEn } from './desk.en.ts'

export const deskZhHant: Record<keyof typeof deskEn, string> = {}
