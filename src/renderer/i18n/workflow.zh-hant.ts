/** Texts of the workflow pages in Traditional Chinese. */
import type { workflowEn } from './workflow.en.ts'

export const workflowZhHant: Record<keyof typeof workflowEn, string> = {}
