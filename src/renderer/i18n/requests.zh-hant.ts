/** Texts of the requests pages in Traditional Chinese. */
import type { requestsEn } from './requests.en.ts'

export const requestsZhHant: Record<keyof typeof requestsEn, string> = {}
