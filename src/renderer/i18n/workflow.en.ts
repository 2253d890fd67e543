/** Texts of the workflow pages in English. */
export const workflowEn = {} as const
