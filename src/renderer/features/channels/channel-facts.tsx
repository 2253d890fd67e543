/** One channel in full: whom it serves, what it carries with which signs, when, and what it asks for. */
import { Table } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Bound, Channel } from '../../../contract/channels.ts'
import { type AmountMinor, type Currency, formatMoney } from '../../../contract/money.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { arrivalWords, feeWords, labelIn } from './channel-words.ts'
import classes from './channels.module.css'

export type KeptChannel = {
  channel: Channel
  version: number
  madeBy: string | null
  approvedBy: string | null
  at: number
}

export function ChannelFacts({ kept, aside }: { kept: KeptChannel; aside?: ReactNode }) {
  const t = useText()
  const language = useLanguage()
  const { channel, version, madeBy, approvedBy } = kept
  const list = (items: readonly string[]) => (items.length === 0 ? t('channels.facts.all') : items.join(', '))
  return (
    <SectionCard
      title={labelIn(channel.name, language)}
      aside={
        <>
          {t('channels.facts.version', { version })} {aside}
        </>
      }
    >
      {channel.hint !== null && <p className={classes.off}>{labelIn(channel.hint, language)}</p>}
      <dl className={classes.facts}>
        <Line label={t('channels.facts.region')}>{t(`channels.region.${channel.region}`)}</Line>
        <Line label={t('channels.facts.banks')}>
          {list(channel.houses)}
          {channel.exceptHouses.length > 0 &&
            ` · ${t('channels.facts.except', { banks: channel.exceptHouses.join(', ') })}`}
        </Line>
        {channel.countries.length > 0 && (
          <Line label={t('channels.facts.countries')}>{channel.countries.join(' ')}</Line>
        )}
        <Line label={t('channels.facts.hours')}>
          {t(`channels.calendar.${channel.calendar}`)}
          {channel.serviceHours.map(({ from, to }) => ` · ${from}–${to}`).join('')}
          {channel.cutOff !== null && ` · ${t('channels.facts.cutOff', { time: channel.cutOff })}`}
        </Line>
        <Line label={t('channels.facts.arrival')}>{arrivalWords(channel.arrival, t)}</Line>
        <Line label={t('channels.facts.mode')}>{t(`channels.mode.${channel.executionMode}`)}</Line>
        <Line label={t('channels.facts.controls')}>
          {channel.controls.length === 0
            ? t('channels.facts.none')
            : channel.controls.map((control) => t(`channels.control.${control}`)).join(', ')}
        </Line>
        <Line label={t('channels.facts.layout')}>{channel.layout ?? t('channels.facts.noFile')}</Line>
        <Line label={t('channels.facts.changed')}>
          {madeBy === null ? t('channels.facts.delivered') : `${madeBy}, ${approvedBy}`}
        </Line>
      </dl>
      <Currencies channel={channel} />
      {channel.thresholds.length > 0 && <Thresholds channel={channel} />}
    </SectionCard>
  )
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  )
}

const SIGN = { below: '<', atMost: '≤', above: '>', atLeast: '≥' } as const
const boundWords = ({ comparison, amountMinor }: Bound, currency: Currency) =>
  `${SIGN[comparison]} ${formatMoney(amountMinor as AmountMinor, currency)}`

function Currencies({ channel }: { channel: Channel }) {
  const t = useText()
  return (
    <Table mt="md">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('channels.facts.currency')}</Table.Th>
          <Table.Th className={classes.number}>{t('channels.facts.carries')}</Table.Th>
          <Table.Th className={classes.number}>{t('channels.facts.advised')}</Table.Th>
          <Table.Th className={classes.number}>{t('channels.facts.fee')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {channel.currencies.map(({ currency, bounds, advised, fee }) => (
          <Table.Tr key={currency}>
            <Table.Td>{currency}</Table.Td>
            <Table.Td className={classes.number}>
              {bounds.map((bound) => boundWords(bound, currency)).join(', ') || t('channels.facts.any')}
            </Table.Td>
            <Table.Td className={classes.number}>
              {advised.map((bound) => boundWords(bound, currency)).join(', ') || t('channels.facts.any')}
            </Table.Td>
            <Table.Td className={classes.number}>{feeWords(fee, currency, t)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function Thresholds({ channel }: { channel: Channel }) {
  const t = useText()
  return (
    <Table mt="md">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('channels.facts.threshold')}</Table.Th>
          <Table.Th>{t('channels.facts.bank')}</Table.Th>
          <Table.Th className={classes.number}>{t('channels.facts.amount')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {channel.thresholds.map(({ limit, house, currency, bound }) => (
          <Table.Tr key={`${limit}-${house}-${currency}`}>
            <Table.Td>{t(`channels.threshold.${limit}`)}</Table.Td>
            <Table.Td>{house}</Table.Td>
            <Table.Td className={classes.number}>
              {boundWords(bound, currency)} {currency}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
