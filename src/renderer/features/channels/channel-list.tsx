/** Every channel in one table; a click shows one in full beside it. */
import { Skeleton, Table, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import type { Channel } from '../../../contract/channels.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import { ChangeChannel } from './change-channel.tsx'
import { ChannelFacts } from './channel-facts.tsx'
import { arrivalWords, labelIn } from './channel-words.ts'
import classes from './channels.module.css'

export function ChannelList() {
  const t = useText()
  const [picked, setPicked] = useState<string | null>(null)
  const list = useApi(['channels.list'], () => api.channels.list({}), { topics: ['channels'] })
  const shown = list.data?.find(({ channel }) => channel.key === picked) ?? list.data?.[0]
  if (list.problem !== null) return <ErrorNote sentence={list.problem} onRetry={list.reload} />
  if (!list.data) return <Skeleton height={420} />
  return (
    <div className={classes.split}>
      <SectionCard flush title={t('channels.list.title')} aside={t('channels.list.count', { count: list.data.length })}>
        <Table highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('channels.list.name')}</Table.Th>
              <Table.Th>{t('channels.list.currencies')}</Table.Th>
              <Table.Th>{t('channels.list.cutOff')}</Table.Th>
              <Table.Th>{t('channels.list.arrival')}</Table.Th>
              <Table.Th>{t('channels.list.mode')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {list.data.map(({ channel }) => (
              <ChannelRow
                key={channel.key}
                channel={channel}
                picked={channel.key === shown?.channel.key}
                onPick={() => setPicked(channel.key)}
              />
            ))}
          </Table.Tbody>
        </Table>
      </SectionCard>
      {shown && <ChannelFacts key={shown.channel.key} kept={shown} aside={<ChangeChannel kept={shown} />} />}
    </div>
  )
}

function ChannelRow({ channel, picked, onPick }: { channel: Channel; picked: boolean; onPick(): void }) {
  const t = useText()
  const language = useLanguage()
  return (
    <Table.Tr
      onClick={onPick}
      data-picked={picked || undefined}
      className={channel.enabled ? classes.row : `${classes.row} ${classes.off}`}
    >
      <Table.Td>
        <UnstyledButton aria-pressed={picked} onClick={onPick} fw={500}>
          {labelIn(channel.name, language)}
        </UnstyledButton>
        <div className={classes.key}>{channel.key}</div>
      </Table.Td>
      <Table.Td>
        {channel.currencies
          .map(({ currency }) => currency)
          .slice(0, 4)
          .join(' ')}
        {channel.currencies.length > 4 ? ' …' : ''}
      </Table.Td>
      <Table.Td className={classes.number}>{channel.cutOff ?? '—'}</Table.Td>
      <Table.Td>{arrivalWords(channel.arrival, t)}</Table.Td>
      <Table.Td>
        {channel.enabled ? (
          t(`channels.mode.${channel.executionMode}`)
        ) : (
          <ToneBadge tone="neutral" label={t('channels.list.off')} />
        )}
      </Table.Td>
    </Table.Tr>
  )
}
