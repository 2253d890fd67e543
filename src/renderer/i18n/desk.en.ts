/** Texts of the desk pages in English. */
export const deskEn = {} as const
