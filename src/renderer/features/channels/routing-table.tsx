/** The routing table in its order: the first row that holds and whose channel can carry the payment wins (R3-33). */
import { Skeleton, Table, Text } from '@mantine/core'
import type { RouteCondition } from '../../../contract/channels.ts'
import { type AmountMinor, formatMoney } from '../../../contract/money.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { type Translate, useLanguage, useText } from '../../i18n/text.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { labelIn } from './channel-words.ts'
import classes from './channels.module.css'

export function RoutingTable() {
  const t = useText()
  const language = useLanguage()
  const read = useApi(['channels.routing'], () => api.channels.routing({}), { topics: ['channels'] })
  if (read.problem !== null) return <ErrorNote sentence={read.problem} onRetry={read.reload} />
  if (!read.data) return <Skeleton height={420} />
  const { routing, version } = read.data
  return (
    <SectionCard
      flush
      title={t('channels.routing.title')}
      aside={`${t(`channels.routing.${routing.largeLocal}`)} · ${t('channels.facts.version', { version })}`}
    >
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={60}>{t('channels.routing.row')}</Table.Th>
            <Table.Th>{t('channels.routing.when')}</Table.Th>
            <Table.Th>{t('channels.routing.channel')}</Table.Th>
            <Table.Th>{t('channels.routing.why')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {routing.rows.map((row) => (
            <Table.Tr
              key={row.row}
              className={row.policy !== null && row.policy !== routing.largeLocal ? classes.off : undefined}
            >
              <Table.Td className={classes.number}>{row.row}</Table.Td>
              <Table.Td>
                {row.when.map((condition) => (
                  <div key={JSON.stringify(condition)}>{conditionWords(condition, t)}</div>
                ))}
              </Table.Td>
              <Table.Td>
                {row.channel === null ? <Text c="dimmed">{t('channels.routing.person')}</Text> : <b>{row.channel}</b>}
              </Table.Td>
              <Table.Td>{labelIn(row.why, language)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </SectionCard>
  )
}

const SIGN = { below: '<', atMost: '≤', above: '>', atLeast: '≥' } as const

function conditionWords(condition: RouteCondition, t: Translate): string {
  const { region, houses, exceptHouses, digital, feeConsent, amounts, destinationKinds } = condition
  const parts = [
    region === null ? '' : t(`channels.region.${region}`),
    houses.join(' / '),
    exceptHouses.length > 0 ? t('channels.facts.except', { banks: exceptHouses.join(', ') }) : '',
    digital === null ? '' : t(digital ? 'channels.routing.virtual' : 'channels.routing.notVirtual'),
    amounts
      .map(({ currency, bounds }) =>
        [
          currency,
          ...bounds.map(
            ({ comparison, amountMinor }) => `${SIGN[comparison]} ${formatMoney(amountMinor as AmountMinor, currency)}`,
          ),
        ].join(' '),
      )
      .join(' / '),
    feeConsent === null ? '' : t(`channels.routing.fee.${feeConsent}`),
    destinationKinds.map((kind) => t(`channels.kind.${kind}`)).join(' / '),
  ].filter((part) => part !== '')
  return parts.length === 0 ? t('channels.routing.anything') : parts.join(' · ')
}
