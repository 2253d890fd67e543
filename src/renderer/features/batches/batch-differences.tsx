/** What the file says otherwise than the books, in red or plainly none; and texts changed for the bank's characters. */
import { Table } from '@mantine/core'
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import type { BatchCard } from '../../../contract/batches.ts'
import { requestNumber } from '../../../contract/ids.ts'
import { useText } from '../../i18n/text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { Verdict } from '../../ui/verdict.tsx'
import classes from './batches.module.css'

export function BatchDifferences({ card }: { card: BatchCard }) {
  const t = useText()
  if (card.fileExcerpt === null || card.row.state === 'withdrawn') return null
  if (card.differences.length === 0) {
    return <Verdict tone="done" icon={<IconCircleCheck size={20} />} title={t('batches.card.noDifference')} />
  }
  return (
    <Verdict
      tone="late"
      icon={<IconCircleX size={20} />}
      title={t('batches.card.differences', { count: card.differences.length })}
    >
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('batches.card.difference.path')}</Table.Th>
            <Table.Th>{t('batches.card.difference.intended')}</Table.Th>
            <Table.Th>{t('batches.card.difference.found')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {card.differences.map(({ path, intended, found }) => (
            <Table.Tr key={path}>
              <Table.Td className={classes.mono}>{path}</Table.Td>
              <Table.Td>{intended}</Table.Td>
              <Table.Td>{found}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Verdict>
  )
}

export function TextChanges({ card }: { card: BatchCard }) {
  const t = useText()
  if (card.textChanges.length === 0) return null
  const requestOf = new Map<number, number>(card.instructions.map((row) => [row.instructionId, row.requestId]))
  return (
    <SectionCard flush title={t('batches.card.textChanges', { count: card.textChanges.length })}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('batches.column.request')}</Table.Th>
            <Table.Th>{t('batches.card.textChange.field')}</Table.Th>
            <Table.Th>{t('batches.card.textChange.before')}</Table.Th>
            <Table.Th>{t('batches.card.textChange.after')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {card.textChanges.map(({ instructionId, field, before, after }) => {
            const requestId = instructionId === null ? undefined : requestOf.get(instructionId)
            return (
              <Table.Tr key={`${instructionId}-${field}`}>
                <Table.Td>{requestId === undefined ? '' : requestNumber(requestId)}</Table.Td>
                <Table.Td className={classes.mono}>{field}</Table.Td>
                <Table.Td>{before}</Table.Td>
                <Table.Td>{after}</Table.Td>
              </Table.Tr>
            )
          })}
        </Table.Tbody>
      </Table>
    </SectionCard>
  )
}
