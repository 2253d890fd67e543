/**
 * Which channel a payment takes, without a ledger: what a channel can carry, what the routing table says first, and for every
 * candidate why, or why not (R3-28…R3-33, R3-82…R3-100).
 */
import type {
  Bank,
  BankRegistry,
  Bound,
  Candidate,
  Channel,
  ChannelCurrency,
  ChannelReason,
  Control,
  Recommendation,
  RouteCondition,
  RouteRow,
  Routing,
} from '../../../../contract/channels.ts'
import { type FailurePolicy, OTHER_FAILURE } from '../../../../contract/failure-policy.ts'
import { type AmountMinor, type Currency, formatMoney } from '../../../../contract/money.ts'

/** Where a payment goes, as the rules see it. */
export type PayeeBank = {
  code: string
  house: string
  digital: boolean
  region: 'local' | 'overseas' | 'unknown'
  country: string
}

export type PaymentFacts = {
  bank: PayeeBank
  destinationKind: Channel['destinationKinds'][number]
  currency: Currency
  amountMinor: number
  /** Nothing = any profile. */
  profile: string | null
  /** What is known; a control that is missing is open. */
  controls: Partial<Record<Control, 'holds' | 'refused' | 'open'>>
}

/** Does an amount keep to a bound? */
export function withinBound({ comparison, amountMinor: limit }: Bound, amountMinor: number): boolean {
  if (comparison === 'below') return amountMinor < limit
  if (comparison === 'atMost') return amountMinor <= limit
  if (comparison === 'above') return amountMinor > limit
  return amountMinor >= limit
}

/** The payee's bank from what a destination says: the clearing code first, then the BIC, then the country. */
export function payeeBankOf(
  registry: BankRegistry,
  to: { bankCode: string; bankBic: string; country: string },
): PayeeBank {
  const found =
    registry.banks.find(({ code }) => code === to.bankCode) ??
    (to.bankBic === ''
      ? undefined
      : registry.banks.find(({ bic }) => bic !== '' && bic.slice(0, 8) === to.bankBic.slice(0, 8)))
  if (found) return { ...partsOf(found), region: 'local', country: 'HK' }
  // An unknown three-digit code is a local bank all the same: lists lag behind.
  if (to.bankCode !== '') {
    return { code: to.bankCode, house: to.bankCode, digital: false, region: 'local', country: 'HK' }
  }
  const country = to.bankBic === '' ? to.country : to.bankBic.slice(4, 6)
  const region = country === '' ? 'unknown' : country === 'HK' ? 'local' : 'overseas'
  return { code: '', house: to.bankBic.slice(0, 8), digital: false, region, country }
}

function partsOf({ code, house, digital }: Bank) {
  return { code, house, digital }
}

/** What a channel says to a payment: `no` = it cannot carry it; `advice` = the table would rather not. */
export type Verdict = { no: ChannelReason[]; advice: ChannelReason[]; open: Control[]; refused: Control[] }

export function judgeChannel(channel: Channel, facts: PaymentFacts): Verdict {
  const line = lineOf(channel, facts)
  const open = channel.controls.filter((control) => (facts.controls[control] ?? 'open') === 'open')
  const refused = channel.controls.filter((control) => facts.controls[control] === 'refused')
  return {
    no: [...whyNotBank(channel, facts), ...whyNotMoney(channel, line, facts), ...refused.map(refusedReason)],
    advice:
      line && !line.advised.every((bound) => withinBound(bound, facts.amountMinor)) ? [adviceOf(line, facts)] : [],
    open,
    refused,
  }
}

const reason = (
  name: ChannelReason['reason'],
  figures: ChannelReason['figures'] = {},
  label: ChannelReason['label'] = null,
): ChannelReason => ({ reason: name, figures, label })
const refusedReason = (control: Control) => reason('controlRefused', { control })
const outside = (houses: readonly string[], except: readonly string[], house: string) =>
  (houses.length > 0 && !houses.includes(house)) || except.includes(house)

function whyNotBank(channel: Channel, { bank, profile, destinationKind }: PaymentFacts): ChannelReason[] {
  if (!channel.enabled) return [reason('notSelectable', {}, channel.hint)]
  if (profile !== null && channel.profiles.length > 0 && !channel.profiles.includes(profile)) {
    return [reason('profileNotServed', { profile })]
  }
  if (!channel.destinationKinds.includes(destinationKind)) {
    return [reason('destinationKindNotServed', { kind: destinationKind })]
  }
  // A cheque is made out to a name; a wallet has no bank.
  if (destinationKind !== 'bankAccount') return []
  if (channel.region !== 'any' && channel.region !== bank.region) {
    return [reason('regionNotServed', { region: channel.region })]
  }
  if (channel.countries.length > 0 && !channel.countries.includes(bank.country)) {
    return [reason('countryNotServed', { country: bank.country })]
  }
  return outside(channel.houses, channel.exceptHouses, bank.house)
    ? [reason('bankNotServed', { bank: bank.code || bank.house })]
    : []
}

function lineOf(channel: Channel, { currency }: PaymentFacts): ChannelCurrency | undefined {
  return channel.currencies.find((each) => each.currency === currency)
}

function whyNotMoney(channel: Channel, line: ChannelCurrency | undefined, facts: PaymentFacts): ChannelReason[] {
  const { currency, amountMinor, bank, destinationKind } = facts
  if (!line) return [reason('currencyNotCarried', { currency })]
  const withBank = destinationKind === 'bankAccount' && channel.region !== 'overseas'
  if (withBank && outside(line.houses, line.exceptHouses, bank.house)) {
    return [reason('currencyNotCarried', { currency, bank: bank.code || bank.house })]
  }
  if (withBank && line.exceptDigital && bank.digital) return [reason('digitalBankNotServed', { currency })]
  const broken = line.bounds.find((bound) => !withinBound(bound, amountMinor))
  return broken ? [reason('amountOutside', boundFigures(broken, currency))] : []
}

function boundFigures({ comparison, amountMinor }: Bound, currency: Currency) {
  return { comparison, limit: `${formatMoney(amountMinor as AmountMinor, currency)} ${currency}` }
}

function adviceOf(line: ChannelCurrency, { amountMinor, currency }: PaymentFacts): ChannelReason {
  const broken = line.advised.find((bound) => !withinBound(bound, amountMinor))
  return reason('amountAgainstAdvice', broken ? boundFigures(broken, currency) : {})
}

/** Does one condition of the routing table hold? */
export function conditionHolds(
  condition: RouteCondition,
  { bank, currency, amountMinor, ...facts }: PaymentFacts,
): boolean {
  if (condition.destinationKinds.length > 0 && !condition.destinationKinds.includes(facts.destinationKind)) return false
  if (condition.region !== null && condition.region !== bank.region) return false
  if (outside(condition.houses, condition.exceptHouses, bank.house)) return false
  if (condition.digital !== null && condition.digital !== bank.digital) return false
  if (
    condition.feeConsent !== null &&
    (facts.controls.feeConsent === 'refused') !== (condition.feeConsent === 'declined')
  )
    return false
  if (condition.amounts.length === 0) return true
  return condition.amounts.some(
    (amount) => amount.currency === currency && amount.bounds.every((bound) => withinBound(bound, amountMinor)),
  )
}

/**
 * The first row that holds and whose channel can carry the payment (R3-33). A row whose channel is switched off or refuses is passed
 * over, so that no route ever breaks a limit, a currency, a bank or a refused control.
 */
export function routeOf(routing: Routing, channels: readonly Channel[], facts: PaymentFacts): RouteRow | undefined {
  return routing.rows.find((row) => {
    if (row.policy !== null && row.policy !== routing.largeLocal) return false
    if (!row.when.some((condition) => conditionHolds(condition, facts))) return false
    if (row.channel === null) return true
    const channel = channels.find(({ key }) => key === row.channel)
    return channel !== undefined && judgeChannel(channel, facts).no.length === 0
  })
}

const NO_ROW = { row: '', why: { en: 'No row of the routing table holds.', 'zh-Hant': '路由表沒有適用的一行。' } }

/** The recommended channel and every candidate with its reasons, the recommended one first, the impossible ones last. */
export function recommend(routing: Routing, channels: readonly Channel[], facts: PaymentFacts): Recommendation {
  const row = routeOf(routing, channels, facts)
  const chosen = row?.channel ?? null
  const candidates = channels
    .filter(({ profiles }) => facts.profile === null || profiles.length === 0 || profiles.includes(facts.profile))
    .map((channel) => candidateOf(channel, facts, channel.key === chosen ? row : undefined))
  const order: readonly Candidate['verdict'][] = ['recommended', 'possible', 'against', 'impossible']
  candidates.sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict))
  return { channel: chosen, row: row?.row ?? NO_ROW.row, why: row?.why ?? NO_ROW.why, candidates }
}

function candidateOf(channel: Channel, facts: PaymentFacts, row: RouteRow | undefined): Candidate {
  const { no, advice, open } = judgeChannel(channel, facts)
  const verdict = no.length > 0 ? 'impossible' : row ? 'recommended' : advice.length > 0 ? 'against' : 'possible'
  const waits = no.length > 0 ? [] : open.map((control) => reason('controlOpen', { control }))
  const first = no.length > 0 ? no : row ? [reason('routed', { row: row.row }, row.why)] : advice
  const reasons = first.length > 0 ? first : [reason('alsoPossible')]
  return {
    channel: channel.key,
    name: channel.name,
    verdict,
    reasons: [...reasons, ...waits],
    open: no.length > 0 ? [] : open,
    fee: lineOf(channel, facts)?.fee ?? null,
    arrival: channel.arrival,
  }
}

/** R3-89: a method that was set before Confirm: a channel key, `ebank` for the payee's bank, or nothing. */
export function channelOfMethod(method: string | null, routing: Routing, facts: PaymentFacts): string | null {
  if (method === 'ebank') return routing.ebank[facts.bank.house] ?? null
  return method
}

/** R3-82: does one of the three amounts of a bank and currency apply? Nothing = the limit is not stated. */
export function thresholdHolds(
  channel: Channel,
  limit: Channel['thresholds'][number]['limit'],
  { bank, currency, amountMinor }: PaymentFacts,
): boolean | null {
  const found = channel.thresholds.find(
    (each) => each.limit === limit && each.house === bank.house && each.currency === currency,
  )
  return found ? withinBound(found.bound, amountMinor) : null
}

/** Everything that makes a routing table or a channel unfit, in words. */
export function problemsOfRouting(routing: Routing, channels: readonly Channel[]): string[] {
  const known = new Set(channels.map(({ key }) => key))
  const rows = routing.rows.map(({ row }) => row)
  const last = routing.rows.at(-1)
  return [
    ...rows.filter((row, index) => rows.indexOf(row) !== index).map((row) => `row ${row} is there twice`),
    ...routing.rows.flatMap(({ row, channel }) =>
      channel !== null && !known.has(channel) ? [`row ${row} names the unknown channel ${channel}`] : [],
    ),
    ...Object.values(routing.ebank).flatMap((key) =>
      known.has(key) ? [] : [`ebank names the unknown channel ${key}`],
    ),
    ...(last?.channel === null ? [] : ['the last row must leave the choice to a person']),
  ]
}

export function problemsOfChannel(channel: Channel): string[] {
  const currencies = channel.currencies.map(({ currency }) => currency)
  return [
    ...currencies.filter((each, index) => currencies.indexOf(each) !== index).map((each) => `${each} is there twice`),
    ...channel.serviceHours.filter(({ from, to }) => from >= to).map(({ from, to }) => `${from} is not before ${to}`),
    ...(channel.arrival.least > channel.arrival.most ? ['the arrival ends before it begins'] : []),
    ...(!channel.enabled && channel.hint === null ? ['a channel that is off needs a hint that says what to use'] : []),
    ...(channel.executionMode === 'conditional' && channel.automatic === null
      ? ['a conditional channel needs its automatic settings']
      : []),
  ]
}

/** Each code and each word of a bank once; a failure without a word must have a code that waits for a person. */
export function problemsOfFailures({ codes }: FailurePolicy): string[] {
  const names = codes.map(({ code }) => code)
  const words = codes.flatMap((each) => each.words)
  const other = codes.find(({ code }) => code === OTHER_FAILURE)
  return [
    ...names.filter((code, index) => names.indexOf(code) !== index).map((code) => `${code} is there twice`),
    ...words.filter((word, index) => words.indexOf(word) !== index).map((word) => `${word} is there twice`),
    ...(other ? [] : [`${OTHER_FAILURE} is missing`]),
    ...(other && other.retry !== 'never' ? [`${OTHER_FAILURE} is never tried again by itself`] : []),
  ]
}
