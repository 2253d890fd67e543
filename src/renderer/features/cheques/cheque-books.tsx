/** Cheque books as the bank delivered them: which numbers, on which account, how many are left. */
import { Button, Progress, Skeleton, Table } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconBook2, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { ChequeBook } from '../../../contract/cheques.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { AddBookDialog } from './add-book-dialog.tsx'
import classes from './cheques.module.css'
import { CloseBookDialog } from './close-book-dialog.tsx'
import { stockName } from './stock-name.ts'

export function ChequeBooks() {
  const t = useText()
  const me = useMe()
  const [adding, dialog] = useDisclosure(false)
  const [proposed, setProposed] = useState(false)
  const books = useApi(['cheques.books'], () => api.cheques.books({}), { topics: ['cheques'] })
  if (books.problem !== null) return <ErrorNote sentence={books.problem} onRetry={books.reload} />
  if (!books.data) return <Skeleton height={200} />
  const add = me.permissions.includes('cheques.print') && (
    <Button size="sm" leftSection={<IconPlus size={16} />} onClick={dialog.open}>
      {t('cheques.books.add')}
    </Button>
  )
  return (
    <div className={classes.stack}>
      {proposed && <p className={classes.lead}>{t('cheques.signers.proposed')}</p>}
      {books.data.length === 0 ? (
        <SectionCard>
          <EmptyState icon={<IconBook2 size={24} />} sentence={t('cheques.books.none')} action={add} />
        </SectionCard>
      ) : (
        <SectionCard flush title={t('cheques.tab.books')} aside={add}>
          <BookTable books={books.data} onProposed={(applied) => setProposed(!applied)} />
        </SectionCard>
      )}
      {adding && <AddBookDialog onProposed={(applied) => setProposed(!applied)} onClose={dialog.close} />}
    </div>
  )
}

type BookTableProps = { books: readonly ChequeBook[]; onProposed(applied: boolean): void }

function BookTable({ books, onProposed }: BookTableProps) {
  const t = useText()
  const me = useMe()
  const [closing, setClosing] = useState<ChequeBook | null>(null)
  const mayClose = me.permissions.includes('cheques.print') || me.permissions.includes('cheques.release')
  return (
    <>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('cheques.books.account')}</Table.Th>
            <Table.Th>{t('cheques.books.range')}</Table.Th>
            <Table.Th ta="right">{t('cheques.books.blank')}</Table.Th>
            <Table.Th ta="right">{t('cheques.books.used')}</Table.Th>
            <Table.Th w={140} />
            <Table.Th>{t('cheques.books.stock')}</Table.Th>
            <Table.Th>{t('cheques.books.received')}</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {books.map((book) => (
            <Table.Tr key={book.bookId}>
              <Table.Td>
                {book.bankAccountName} · {book.currency}
              </Table.Td>
              <Table.Td>
                {book.firstNumber}–{book.lastNumber}
              </Table.Td>
              <Table.Td ta="right">{book.blank}</Table.Td>
              <Table.Td ta="right">{book.used}</Table.Td>
              <Table.Td>
                <Progress
                  size="sm"
                  aria-label={t('cheques.books.used')}
                  value={(book.used / Math.max(1, book.used + book.blank)) * 100}
                />
              </Table.Td>
              <Table.Td>{stockName({ code: book.stock, name: book.stockName }, t)}</Table.Td>
              <Table.Td>
                {book.receivedBy} <InstantText at={book.receivedAt} />
                {book.checkedBy !== null && (
                  <div className={classes.dimmed}>{t('cheques.books.checkedBy', { by: book.checkedBy })}</div>
                )}
              </Table.Td>
              <Table.Td ta="right">
                {book.closedAt !== null && (
                  <span className={classes.dimmed}>
                    {t('cheques.books.closed', { reason: book.closeReason ?? '' })}
                  </span>
                )}
                {mayClose && book.closedAt === null && book.blank > 0 && (
                  <Button size="xs" variant="subtle" color="red" onClick={() => setClosing(book)}>
                    {t('cheques.books.close')}
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {closing !== null && <CloseBookDialog book={closing} onProposed={onProposed} onClose={() => setClosing(null)} />}
    </>
  )
}
