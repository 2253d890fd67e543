/** The wires of today per channel and currency, from waiting to settled; the Excel list has the same rows. */
import { Button, Skeleton, Table } from '@mantine/core'
import { IconDownload, IconRoute } from '@tabler/icons-react'
import { CHANNEL_PARTS } from '../../../contract/timeline.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useDownload } from '../../api/use-download.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote, RefusalNote } from '../../ui/error-note.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { labelIn } from '../channels/channel-words.ts'
import classes from './timeline.module.css'

export function ChannelDay({ date }: { date: string }) {
  const t = useText()
  const language = useLanguage()
  const download = useDownload()
  const day = useApi(['timeline.byChannel', date], () => api.timeline.byChannel({ date }), {
    topics: ['batches', 'requests', 'timeline', 'statements'],
  })
  const list = useCommand(api.timeline.exportByChannel, { onDone: ({ fileId }) => void download.save(fileId) })
  if (day.problem !== null) return <ErrorNote sentence={day.problem} onRetry={day.reload} />
  if (!day.data) return <Skeleton height={240} />
  return (
    <SectionCard
      flush
      title={t('timeline.byChannel')}
      aside={
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconDownload size={13} />}
          disabled={day.data.length === 0}
          loading={list.busy || download.busy}
          onClick={() => void list.run({ date })}
        >
          {t('timeline.excel')}
        </Button>
      }
    >
      <RefusalNote refusal={list.refusal} />
      {day.data.length === 0 && <EmptyState icon={<IconRoute size={24} />} sentence={t('timeline.byChannelNone')} />}
      {day.data.length > 0 && (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('timeline.column.channel')}</Table.Th>
              {CHANNEL_PARTS.map((part) => (
                <Table.Th key={part} className={classes.figure}>
                  {t(`timeline.part.${part}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {day.data.map((row) => (
              <Table.Tr key={`${row.channel} ${row.currency}`}>
                <Table.Td>{row.name ? labelIn(row.name, language) : t('timeline.noChannel')}</Table.Td>
                {CHANNEL_PARTS.map((part) => (
                  <Table.Td key={part} className={classes.figure}>
                    {row[part].count > 0 && (
                      <>
                        <MoneyText amountMinor={row[part].amountMinor} currency={row.currency} />
                        <div className={classes.count}>{t('timeline.payments', { count: row[part].count })}</div>
                      </>
                    )}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </SectionCard>
  )
}
