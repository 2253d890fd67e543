/**
 * Channels: how money leaves the desk (R3-30, R3-41). Channels, the routing table (R3-33), the bank registry and upload layouts
 * are data with versions; a change is proposed by one person and takes effect with another.
 */
import { z } from 'zod'
import { command, creating, Nothing, query } from './base.ts'
import { Instant } from './dates.ts'
import { FileId, OperatorId } from './ids.ts'
import { UploadLayout } from './layouts.ts'
import { Code, LIMITS, line, requiredLine } from './limits.ts'
import { AmountMinor, Currency, NonNegativeMinor, PositiveMinor } from './money.ts'
import { proposed } from './proposals.ts'
import { Label } from './workflow.ts'

/** A bound with its comparison sign: 1,000,000.00 is not `below` 1,000,000.00 (R3-48). */
export const Bound = z
  .object({ comparison: z.enum(['below', 'atMost', 'above', 'atLeast']), amountMinor: NonNegativeMinor })
  .strict()
export type Bound = z.output<typeof Bound>

export const ChannelFee = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('free') }).strict(),
  z.object({ kind: z.literal('fixed'), amountMinor: PositiveMinor }).strict(),
  z.object({ kind: z.literal('bankDependent') }).strict(),
])
export type ChannelFee = z.output<typeof ChannelFee>

/** A bank as the rules speak of it: one house may hold several clearing codes. */
export const House = z.string().regex(/^[A-Z0-9]{3,12}$/)
const Houses = z.array(House).max(200)

export const ChannelCurrency = z
  .object({
    currency: Currency,
    /** What the channel carries at all; a payment outside is never sent by it. */
    bounds: z.array(Bound).max(4),
    /** What the table advises; against it only with a reason, or not at all (R3-32). */
    advised: z.array(Bound).max(4),
    fee: ChannelFee,
    /** Of the channel's banks only these take this currency; none = all of them. */
    houses: Houses,
    exceptHouses: Houses,
    /** R3-51: virtual banks do not take USD cheques. */
    exceptDigital: z.boolean(),
  })
  .strict()
export type ChannelCurrency = z.output<typeof ChannelCurrency>

/** What must be known about a payment before it may leave by a channel. */
export const CONTROLS = ['mandateOpen', 'feeConsent', 'nameScreening', 'ownName'] as const
export const Control = z.enum(CONTROLS)
export type Control = z.output<typeof Control>

/** R3-82: three separate amounts per bank and currency. */
export const Threshold = z
  .object({ limit: z.enum(['automatic', 'twoPeople', 'large']), house: House, currency: Currency, bound: Bound })
  .strict()
export type Threshold = z.output<typeof Threshold>

export const ClockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/)
export const ServiceHours = z.object({ from: ClockTime, to: ClockTime }).strict()
export const ChannelCalendar = z.enum(['everyDay', 'businessDays', 'tradingDays'])
export type ChannelCalendar = z.output<typeof ChannelCalendar>

export const CHANNEL_FAMILIES = [
  'bst',
  'sameBank',
  'fps',
  'cheque',
  'chats',
  'telegraphic',
  'wire',
  'card',
  'wallet',
  'giftCard',
] as const

export const Channel = z
  .object({
    key: Code,
    name: Label,
    family: z.enum(CHANNEL_FAMILIES),
    /** A channel that is off stays in the list and says why (R3-31). */
    enabled: z.boolean(),
    hint: Label.nullable(),
    /** Profiles that may use it; none = all. R3-15 keeps wallets and cards away from audit-confirm-remit. */
    profiles: z.array(Code).max(20),
    destinationKinds: z.array(z.enum(['bankAccount', 'cheque', 'card', 'wallet', 'giftCard'])).min(1),
    region: z.enum(['local', 'overseas', 'any']),
    /** Coverage area of an overseas channel; none = everywhere. */
    countries: z.array(z.string().regex(/^[A-Z]{2}$/)).max(250),
    houses: Houses,
    exceptHouses: Houses,
    currencies: z.array(ChannelCurrency).min(1).max(30),
    calendar: ChannelCalendar,
    /** None = round the clock. */
    serviceHours: z.array(ServiceHours).max(6),
    cutOff: ClockTime.nullable(),
    executionMode: z.enum(['manual', 'automatic', 'conditional']),
    instrument: z.enum(['wire', 'cheque', 'card', 'wallet', 'giftCard']),
    layout: Code.nullable(),
    controls: z.array(Control).max(CONTROLS.length),
    arrival: z
      .object({
        kind: z.enum(['minutes', 'hours', 'days']),
        least: z.int().min(0).max(999),
        most: z.int().min(0).max(999),
      })
      .strict(),
    thresholds: z.array(Threshold).max(60),
    /** R3-81: automatic withdrawal of this channel; nothing = it has none. */
    automatic: z
      .object({ enabled: z.boolean(), dailyCount: z.int().min(1).max(1_000) })
      .strict()
      .nullable(),
    provider: line(40),
  })
  .strict()
export type Channel = z.output<typeof Channel>

/** What a route asks of a payment; an empty part asks nothing. */
export const RouteCondition = z
  .object({
    region: z.enum(['local', 'overseas']).nullable(),
    houses: Houses,
    exceptHouses: Houses,
    digital: z.boolean().nullable(),
    /** `accepted` holds as long as the client has not declined. */
    feeConsent: z.enum(['accepted', 'declined']).nullable(),
    amounts: z.array(z.object({ currency: Currency, bounds: z.array(Bound).max(4) }).strict()).max(30),
    destinationKinds: z.array(Channel.shape.destinationKinds.element).max(5),
  })
  .strict()
export type RouteCondition = z.output<typeof RouteCondition>

export const RouteRow = z
  .object({
    row: z.string().regex(/^\d{1,3}[a-z]?$/),
    /** One of these must hold. */
    when: z.array(RouteCondition).min(1).max(10),
    /** Nothing = a person decides (R3-28). */
    channel: Code.nullable(),
    /** Counts only under this setting of the desk (R3-87). */
    policy: z.enum(['chatsFirst', 'chequeFirst']).nullable(),
    why: Label,
  })
  .strict()
export type RouteRow = z.output<typeof RouteRow>

export const Routing = z
  .object({
    key: z.literal('default'),
    largeLocal: z.enum(['chatsFirst', 'chequeFirst']),
    /** R3-32: a choice against the table's advice asks for a reason, or is refused. */
    contradiction: z.enum(['reason', 'refuse']),
    /** R3-89: what the method `ebank` stands for, per house. */
    ebank: z.record(House, Code),
    rows: z.array(RouteRow).min(1).max(100),
  })
  .strict()
export type Routing = z.output<typeof Routing>

export const Bank = z
  .object({
    /** Three digits, always text: 003 is not 3. */
    code: z.string().regex(/^\d{3}$/),
    name: z.object({ en: z.string().min(1), 'zh-Hant': z.string() }).strict(),
    bic: z.string().regex(/^([A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?)?$/),
    digital: z.boolean(),
    house: House,
  })
  .strict()
export type Bank = z.output<typeof Bank>
export const BankRegistry = z.object({ key: Code, banks: z.array(Bank).min(1).max(2_000) }).strict()
export type BankRegistry = z.output<typeof BankRegistry>

/** Kinds of channel data; each key of a kind has versions of its own. */
export const ChannelDataKind = z.enum([
  'channel',
  'routing',
  'banks',
  'layout',
  'signers',
  'timeline',
  'arrivals',
  'failures',
])
export type ChannelDataKind = z.output<typeof ChannelDataKind>

/** Why a channel is, or is not, the way for a payment; the window has the words. */
export const CHANNEL_REASONS = [
  'routed',
  'alsoPossible',
  'notSelectable',
  'profileNotServed',
  'destinationKindNotServed',
  'regionNotServed',
  'countryNotServed',
  'bankNotServed',
  'digitalBankNotServed',
  'currencyNotCarried',
  'amountOutside',
  'amountAgainstAdvice',
  'controlOpen',
  'controlRefused',
] as const
export const ChannelReason = z
  .object({
    reason: z.enum(CHANNEL_REASONS),
    figures: z.record(z.string(), z.union([z.string(), z.int()])),
    /** Words of the data itself: the row's why, the hint of a channel that is off. */
    label: Label.nullable(),
  })
  .strict()
export type ChannelReason = z.output<typeof ChannelReason>

export const Candidate = z
  .object({
    channel: Code,
    name: Label,
    /** `against`: the table advises otherwise; `impossible`: the channel cannot carry it. */
    verdict: z.enum(['recommended', 'possible', 'against', 'impossible']),
    reasons: z.array(ChannelReason),
    /** Controls that are not known to hold; the payment waits for them. */
    open: z.array(Control),
    fee: ChannelFee.nullable(),
    arrival: Channel.shape.arrival,
  })
  .strict()
export type Candidate = z.output<typeof Candidate>

export const Recommendation = z
  .object({
    /** The recommended channel; nothing = a person decides (R3-28). */
    channel: Code.nullable(),
    row: z.string(),
    why: Label,
    candidates: z.array(Candidate),
  })
  .strict()
export type Recommendation = z.output<typeof Recommendation>

const LayoutProblem = z.object({ path: z.string(), intended: z.string(), found: z.string() }).strict()
const Kept = { version: z.int().min(1), madeBy: z.string().nullable(), approvedBy: z.string().nullable(), at: Instant }

export const channels = {
  list: query('withdrawals.access', 'admin.settings', 'audit.read')
    .input(Nothing)
    .output(z.array(z.object({ channel: Channel, ...Kept }).strict())),
  routing: query('withdrawals.access', 'admin.settings', 'audit.read')
    .input(Nothing)
    .output(z.object({ routing: Routing, ...Kept }).strict()),
  banks: query('withdrawals.access', 'customers.read', 'admin.settings')
    .input(z.object({ search: line(LIMITS.shortTextChars) }).strict())
    .output(z.object({ banks: z.array(Bank), total: z.int(), ...Kept }).strict()),
  /** The next version of a channel, the routing, the banks or a layout, for a second person to confirm. */
  propose: command({ permissions: ['admin.settings'] })
    .input(
      creating({
        kind: ChannelDataKind,
        key: Code,
        expectedVersion: z.int().min(0),
        definition: z.string().max(400_000),
        reason: requiredLine(LIMITS.commentChars),
      }),
    )
    .output(z.object(proposed).strict()),
  /** Layouts of bank uploads as they are in force. */
  layouts: query('admin.settings', 'batches.build', 'audit.read')
    .input(Nothing)
    .output(z.array(z.object({ layout: UploadLayout, usedBy: z.array(Label), ...Kept }).strict())),
  /** A layout that is being written: its sample as the bank would read it, what keeps it from use, and a file of the bank against it. */
  tryLayout: query('admin.settings', 'batches.build')
    .input(z.object({ definition: z.string().max(100_000), sampleFileId: FileId.nullable() }).strict())
    .output(
      z
        .object({
          /** Nothing: the definition itself does not hold together. */
          text: z.string().nullable(),
          problems: z.array(LayoutProblem),
          sample: z
            .object({ lines: z.int(), problems: z.array(LayoutProblem) })
            .strict()
            .nullable(),
        })
        .strict(),
    ),
  /** What the routing says about a payment that does not exist: to try a rule, or before a request is made. */
  tryOut: query('withdrawals.access', 'admin.settings')
    .input(
      z
        .object({
          bankCode: Bank.shape.code.or(z.literal('')),
          bankBic: Bank.shape.bic,
          country: z.string().regex(/^([A-Z]{2})?$/),
          destinationKind: Channel.shape.destinationKinds.element,
          currency: Currency,
          amountMinor: PositiveMinor,
          feeConsent: z.enum(['accepted', 'declined']).nullable(),
          profile: Code.nullable(),
        })
        .strict(),
    )
    .output(Recommendation),
}

/** A fact about a request or a destination that a channel asks for: the newest one counts, the earlier ones stay. */
export const ControlFact = z
  .object({
    control: Control,
    state: z.enum(['holds', 'refused', 'open']),
    at: Instant,
    by: z.string(),
    operatorId: OperatorId,
    /** The figure that was agreed to, such as the fee of CHATS. */
    amountMinor: AmountMinor.nullable(),
    note: z.string(),
  })
  .strict()
export type ControlFact = z.output<typeof ControlFact>
