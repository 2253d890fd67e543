/** The wires of a day per channel and currency, from waiting to settled, on the screen and as a workbook. */
import type { BusinessDate } from '../../../../contract/dates.ts'
import type { AmountMinor, Currency } from '../../../../contract/money.ts'
import { CHANNEL_PARTS, type ChannelDay } from '../../../../contract/timeline.ts'
import type { Call } from '../../call.ts'
import type { Column } from '../../formats/tables/columns.ts'
import { writeXlsx } from '../../formats/tables/write-xlsx.ts'
import { channelByKey } from '../channels/index.ts'
import { waitingByChannel } from './measuring.ts'
import { batchedOn } from './store.ts'

type PartName = (typeof CHANNEL_PARTS)[number]
const PART_OF_STATE: Readonly<Record<string, PartName>> = {
  open: 'building',
  cut: 'building',
  written: 'building',
  releasedOnce: 'building',
  released: 'released',
  exported: 'out',
  accepted: 'confirmed',
  settled: 'settled',
}

export function channelDay(call: Call, date: BusinessDate): ChannelDay[] {
  const rows = new Map<string, ChannelDay>()
  const add = (
    found: { channel: string | null; currency: string; count: number; amountMinor: number },
    part: PartName,
  ) => {
    const key = `${found.channel ?? ''}/${found.currency}`
    const row = rows.get(key) ?? emptyRow(call, found)
    const { count, amountMinor } = row[part]
    const sum = { count: count + found.count, amountMinor: (amountMinor + found.amountMinor) as AmountMinor }
    rows.set(key, { ...row, [part]: sum })
  }
  for (const money of waitingByChannel(call, date)) add(money, 'waiting')
  for (const money of batchedOn(call, date)) add(money, PART_OF_STATE[money.state] ?? 'building')
  return [...rows.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
}

function emptyRow(call: Call, { channel, currency }: { channel: string | null; currency: string }): ChannelDay {
  const none = { count: 0, amountMinor: 0 as AmountMinor }
  const name = channel === null ? null : channelByKey(call, channel).name
  const parts = { waiting: none, building: none, released: none, out: none, confirmed: none, settled: none }
  return { channel, name, currency: currency as Currency, ...parts }
}

export type PreparedDay = { name: string; bytes: Uint8Array; rows: number }

const TITLES: Record<PartName, string> = {
  waiting: 'In no batch',
  building: 'In a batch',
  released: 'Released',
  out: 'Handed out',
  confirmed: 'Confirmed by the bank',
  settled: 'Settled',
}
const COLUMNS: readonly Column[] = [
  { key: 'channel', title: 'Channel', kind: 'text', width: 26 },
  { key: 'currency', title: 'Currency', kind: 'text', width: 9 },
  ...CHANNEL_PARTS.flatMap((part): Column[] => [
    { key: `${part}.count`, title: `${TITLES[part]}: payments`, kind: 'integer', width: 12 },
    { key: `${part}.amount`, title: `${TITLES[part]}: amount`, kind: 'amount', width: 18 },
  ]),
]

export async function prepareDay(call: Call, date: BusinessDate): Promise<PreparedDay> {
  const rows = channelDay(call, date).map((row) => ({
    channel: row.name?.en ?? '—',
    currency: row.currency,
    ...Object.fromEntries(
      CHANNEL_PARTS.flatMap((part) => [
        [`${part}.count`, row[part].count],
        [`${part}.amount`, { amountMinor: row[part].amountMinor, currency: row.currency }],
      ]),
    ),
  }))
  const bytes = await writeXlsx(COLUMNS, rows, {
    timeZone: call.services.settings.get('desk.timeZone'),
    createdAt: call.now,
    sheetName: 'By channel',
    titleLines: [`Wires of ${date} by channel`],
  })
  return { name: `channels-${date}.xlsx`, bytes, rows: rows.length }
}
