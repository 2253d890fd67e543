/** Texts of the requests pages in English. */
export const requestsEn = {} as const
