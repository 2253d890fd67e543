/** One person counts: a figure per book, the difference at once, and a reason where there is one. */
import { Button, NumberInput, Table, Textarea } from '@mantine/core'
import { IconLockSquare } from '@tabler/icons-react'
import { useState } from 'react'
import type { CountLine } from '../../../contract/drawer.ts'
import { LIMITS } from '../../../contract/limits.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { RefusalNote } from '../../ui/error-note.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import classes from './cheques.module.css'

export function DrawerCount({ expected }: { expected: readonly CountLine[] }) {
  const t = useText()
  const me = useMe()
  const [figures, setFigures] = useState<ReadonlyMap<number, number>>(new Map())
  const [reason, setReason] = useState('')
  const clear = (): void => {
    setFigures(new Map())
    setReason('')
  }
  const count = useCommand(api.drawer.count, { onDone: clear })
  const complete = expected.every(({ bookId }) => figures.has(bookId))
  const differs = expected.some((line) => figures.has(line.bookId) && figures.get(line.bookId) !== line.expected)
  const may = me.permissions.includes('cheques.print') || me.permissions.includes('cheques.release')
  if (expected.length === 0) {
    return (
      <SectionCard title={t('cheques.drawer.count')}>
        <EmptyState icon={<IconLockSquare size={24} />} sentence={t('cheques.drawer.empty')} />
      </SectionCard>
    )
  }
  const send = (): void => {
    const lines = expected.map(({ bookId }) => ({ bookId, counted: figures.get(bookId) ?? 0 }))
    void count.run({ lines, reason: reason.trim() })
  }
  return (
    <SectionCard title={t('cheques.drawer.count')} aside={t('cheques.drawer.lead')}>
      <CountTable expected={expected} figures={figures} disabled={!may} onFigures={setFigures} />
      {differs && (
        <Textarea
          required
          mt="sm"
          label={t('cheques.drawer.reason')}
          maxLength={LIMITS.commentChars}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      <RefusalNote refusal={count.refusal} />
      {may && (
        <Button mt="sm" loading={count.busy} disabled={!complete || (differs && reason.trim() === '')} onClick={send}>
          {t('cheques.drawer.submit')}
        </Button>
      )}
    </SectionCard>
  )
}

type CountTableProps = {
  expected: readonly CountLine[]
  figures: ReadonlyMap<number, number>
  disabled: boolean
  onFigures(figures: ReadonlyMap<number, number>): void
}

function CountTable({ expected, figures, disabled, onFigures }: CountTableProps) {
  const t = useText()
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('cheques.drawer.book')}</Table.Th>
          <Table.Th>{t('cheques.drawer.next')}</Table.Th>
          <Table.Th ta="right">{t('cheques.drawer.expected')}</Table.Th>
          <Table.Th w={130}>{t('cheques.drawer.counted')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {expected.map((line) => (
          <Table.Tr key={line.bookId}>
            <Table.Td>
              {line.range} <span className={classes.dimmed}>{line.account}</span>
            </Table.Td>
            <Table.Td>{line.next ?? '—'}</Table.Td>
            <Table.Td ta="right">{line.expected}</Table.Td>
            <Table.Td>
              <NumberInput
                size="xs"
                hideControls
                min={0}
                max={10_000}
                allowDecimal={false}
                disabled={disabled}
                aria-label={`${t('cheques.drawer.counted')} ${line.range}`}
                error={figures.has(line.bookId) && figures.get(line.bookId) !== line.expected}
                value={figures.get(line.bookId) ?? ''}
                onChange={(value) => {
                  const next = new Map(figures)
                  if (typeof value === 'number') next.set(line.bookId, value)
                  else next.delete(line.bookId)
                  onFigures(next)
                }}
              />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
