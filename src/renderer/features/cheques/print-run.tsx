/** A cheque run: leaves already printed are answered for first; then the waiting payments as leaves, and the print button. */
import { Button, Skeleton } from '@mantine/core'
import { IconFileCheck, IconListCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'wouter'
import type { InstructionRow } from '../../../contract/batches.ts'
import type { ChequeBook } from '../../../contract/cheques.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import classes from './cheques.module.css'
import { GoodLeaves } from './good-leaves.tsx'
import { LeafPreview } from './leaf-preview.tsx'
import { LeafStrip } from './leaf-strip.tsx'
import { NoBook, PrintBar } from './print-bar.tsx'

export function PrintRun() {
  const t = useText()
  const waiting = useApi(['cheques.waiting'], () => api.cheques.waiting({}), { topics: ['cheques', 'requests'] })
  const books = useApi(['cheques.books'], () => api.cheques.books({}), { topics: ['cheques'] })
  const problem = waiting.problem ?? books.problem
  return (
    <div className={classes.stack}>
      <GoodLeaves />
      {problem !== null && <ErrorNote sentence={problem} onRetry={waiting.reload} />}
      {waiting.data && books.data ? (
        <Waiting payments={waiting.data} books={books.data} />
      ) : (
        problem === null && <Skeleton height={320} />
      )}
      {waiting.data?.length === 0 && (
        <SectionCard title={t('cheques.run.waiting')}>
          <EmptyState
            icon={<IconFileCheck size={24} />}
            sentence={t('cheques.run.none')}
            action={
              <Button
                variant="default"
                component={Link}
                href="/queue/backoffice"
                leftSection={<IconListCheck size={16} />}
              >
                {t('cheques.run.openQueue')}
              </Button>
            }
          />
        </SectionCard>
      )}
    </div>
  )
}

const NONE: ReadonlySet<number> = new Set()

function Waiting({ payments, books }: { payments: readonly InstructionRow[]; books: readonly ChequeBook[] }) {
  const t = useText()
  const usable = books.filter((book) => book.blank > 0 && payments.some(({ currency }) => currency === book.currency))
  const [bookId, setBookId] = useState<number | null>(null)
  const [left, setLeft] = useState(NONE)
  const [active, setActive] = useState<number | null>(null)
  const book = usable.find((each) => each.bookId === bookId) ?? usable[0] ?? null
  if (payments.length === 0) return null
  if (!book) return <NoBook currency={payments[0]?.currency ?? 'HKD'} />
  const rows = payments.filter(({ currency }) => currency === book.currency)
  const chosen = rows.filter(({ instructionId }) => !left.has(instructionId))
  const shown = rows.find(({ instructionId }) => instructionId === active) ?? chosen[0] ?? rows[0]
  const toggle = (instructionId: number): void => {
    const next = new Set(left)
    if (!next.delete(instructionId)) next.add(instructionId)
    setLeft(next)
  }
  return (
    <SectionCard flush title={t('cheques.run.waiting')} aside={t('cheques.run.previewHint')}>
      <PrintBar books={usable} book={book} chosen={chosen} onBook={setBookId} onPrinted={() => setLeft(NONE)} />
      <div className={classes.run}>
        <LeafStrip
          book={book}
          rows={rows}
          left={left}
          active={shown?.instructionId ?? null}
          onToggle={toggle}
          onActive={setActive}
          onAll={(all) => setLeft(new Set(all ? [] : rows.map(({ instructionId }) => instructionId)))}
        />
        {shown && <LeafPreview key={shown.instructionId} payment={shown} bookId={book.bookId} />}
      </div>
    </SectionCard>
  )
}
