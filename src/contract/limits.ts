/** Bounds of everything that may be said: texts, lists, pages, files. One place, so that no call is unbounded. */
import { z } from 'zod'

export const LIMITS = {
  nameChars: 140,
  shortTextChars: 80,
  commentChars: 2_000,
  /** Lines of a journal that is made by hand. */
  adjustingLines: 8,
  pageRows: 100,
  bulkRows: 100,
  /** Requests of one selection. */
  selectionRows: 500,
  documentsPerRequest: 40,
  transactionsPerRequest: 20,
  batchLines: 5_000,
  chequesPerRun: 300,
  issueLines: 2_000,
  /** Characters of a workflow profile. */
  profileChars: 400_000,
  fileBytes: 50 * 1024 * 1024,
  chunkBytes: 512 * 1024,
  auditPageRows: 200,
  viewsPerPerson: 40,
  /** Requests marked as processed at once. */
  markedRequests: 1_000,
  calendarDays: 31,
  calendarFileDays: 400,
} as const

/** One line of text without control characters; blanks at both ends are cut. */
export const line = (maxChars: number) =>
  z
    .string()
    .trim()
    .max(maxChars)
    .regex(/^[^\p{Cc}\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]*$/u, 'hidden or control characters are not allowed')

/** A line that must not be empty. */
export const requiredLine = (maxChars: number) => line(maxChars).min(1)

/** Several lines of text. */
export const prose = (maxChars: number) =>
  z
    .string()
    .trim()
    .max(maxChars)
    .regex(/^(?:[^\p{Cc}]|[\n\r\t])*$/u, 'control characters are not allowed')

/** Codes such as statuses, actions and reasons of a profile. */
export const Code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/)
