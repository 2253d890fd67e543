/** Journals with their postings, as the contract says them. */
import type { Currency } from '../../../../contract/money.ts'
import type { Connection } from '../../db/connection.ts'
import { journalPage, postingsOf } from './store.ts'

export type JournalsAsked = { accountId: number | null; requestId: number | null; before: number; limit: number }

export function journalRows(connection: Connection, asked: JournalsAsked) {
  const journals = journalPage(connection, asked)
  const postings = postingsOf(
    connection,
    journals.map((row) => row.journalId),
  )
  return journals.map((row) => ({
    ...row,
    by: row.by ?? '',
    postings: postings
      .filter((p) => p.journalId === row.journalId)
      .map(({ journalId: _, ...p }) => ({ ...p, currency: p.currency as Currency })),
  }))
}
