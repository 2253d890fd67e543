/** Cheque books as the bank delivered them: which numbers, on which account, how many are left. */
import { Button, Progress, Skeleton, Table } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconBook2, IconPlus } from '@tabler/icons-react'
import type { ChequeBook } from '../../../contract/cheques.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { isTextKey, type Translate, useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { AddBookDialog } from './add-book-dialog.tsx'

export function ChequeBooks() {
  const t = useText()
  const me = useMe()
  const [adding, dialog] = useDisclosure(false)
  const books = useApi(['cheques.books'], () => api.cheques.books({}), { topics: ['cheques'] })
  if (books.problem !== null) return <ErrorNote sentence={books.problem} onRetry={books.reload} />
  if (!books.data) return <Skeleton height={200} />
  const add = me.permissions.includes('cheques.print') && (
    <Button size="sm" leftSection={<IconPlus size={16} />} onClick={dialog.open}>
      {t('cheques.books.add')}
    </Button>
  )
  return (
    <>
      {books.data.length === 0 ? (
        <SectionCard>
          <EmptyState icon={<IconBook2 size={24} />} sentence={t('cheques.books.none')} action={add} />
        </SectionCard>
      ) : (
        <SectionCard flush title={t('cheques.tab.books')} aside={add}>
          <BookTable books={books.data} />
        </SectionCard>
      )}
      {adding && <AddBookDialog onClose={dialog.close} />}
    </>
  )
}

/** The name of a stock, or its code when it is one of the desk's own. */
export function stockName(stock: string, t: Translate): string {
  const key = `cheques.stock.${stock}`
  return isTextKey(key) ? t(key) : stock
}

function BookTable({ books }: { books: readonly ChequeBook[] }) {
  const t = useText()
  return (
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
            <Table.Td>{stockName(book.stock, t)}</Table.Td>
            <Table.Td>
              {book.receivedBy} <InstantText at={book.receivedAt} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
