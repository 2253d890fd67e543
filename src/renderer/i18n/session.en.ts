/** Texts of the session pages in English. */
export const sessionEn = {} as const
