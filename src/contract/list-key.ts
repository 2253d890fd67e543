/** How an entry of one of the desk's lists is named on requests and in files; never changed. */
import { z } from 'zod'

export const ListKey = z.string().regex(/^[a-z][A-Za-z0-9]{1,39}$/)

/** The kinds of documents that the program brings along (R1-61). */
export const BUILT_IN_DOCUMENTS = [
  'identity',
  'proofOfAddress',
  'bankStatement',
  'cardCopy',
  'withdrawalForm',
  /** R2-28: what the bank gave to whoever paid by hand. */
  'paymentConfirmation',
  'other',
] as const
