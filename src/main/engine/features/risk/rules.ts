/** High risk: why a request is one, what it still needs, what the client is asked, what the spot check marks. Pure. */
import { share } from '../../../../contract/money.ts'
import type { RiskReason } from '../../../../contract/risk.ts'

export type RiskAbout = { customerRisk: string; region: string; riskRegions: ReadonlySet<string> }

export function riskReasons({ customerRisk, region, riskRegions }: RiskAbout): RiskReason[] {
  const reasons: RiskReason[] = []
  if (customerRisk === 'high') reasons.push('highRiskClient')
  if (region !== '' && riskRegions.has(region)) reasons.push('highRiskRegion')
  return reasons
}

export type EntryFacts = { kind: string; assessment: string; decision: string | null }

export type RiskState = {
  missing: RiskReason[]
  /** R3-61: an uncertain or suspicious answer without a decision. */
  locked: boolean
  /** Compliance's word, when there is one; a single no-go stays a no-go. */
  decided: 'go' | 'noGo' | null
}

/** What the register says about a request. A high-risk region also wants the client's answers (R3-58). */
export function riskState(reasons: readonly RiskReason[], entries: readonly EntryFacts[]): RiskState {
  const missing = reasons.filter(
    (reason) =>
      !entries.some((entry) => entry.kind === reason && (reason === 'highRiskClient' || entry.assessment !== 'none')),
  )
  const doubtful = entries.filter(({ assessment }) => assessment === 'uncertain' || assessment === 'reject')
  const decisions = doubtful.map(({ decision }) => decision)
  const decided = decisions.includes('noGo') ? 'noGo' : decisions.includes('go') ? 'go' : null
  return { missing, locked: decisions.includes(null), decided }
}

/** R3-59: why the card needs special approval, and the three questions, with the region filled in. */
export function inquiryText(
  name: string,
  region: { en: string; 'zh-Hant': string },
): { en: string; 'zh-Hant': string } {
  return {
    en: [
      `Dear ${name},`,
      `The bank card that you added belongs to ${region.en} and needs special approval before we can use it. Please answer three questions:`,
      `1. Why do you deposit into or withdraw from ${region.en}?`,
      `2. Has your address moved to ${region.en}? If so, please update it with us.`,
      '3. Is this a single transaction, or will it be repeated?',
    ].join('\n'),
    'zh-Hant': [
      `${name}，您好：`,
      `您新增的銀行卡屬於${region['zh-Hant']}，使用前須經特別審批。請回答以下三個問題：`,
      `1. 您為何經由${region['zh-Hant']}存款或提款？`,
      `2. 您的地址是否已遷至${region['zh-Hant']}？如是，請更新您的地址資料。`,
      '3. 這是單次交易，還是會重複進行？',
    ].join('\n'),
  }
}

export type Indicator = 'aboveDeclaredAssets' | 'frequentWithoutTrading'

/** R3-64: deposits far from the declared assets; frequent movements in a short time with no trading. */
export function strongIndicators(about: {
  depositedMinor: number
  declaredMinor: number | null
  movements: number
  openTrades: number
}): Indicator[] {
  const found: Indicator[] = []
  if (about.declaredMinor !== null && about.depositedMinor > share(about.declaredMinor, 3, 2))
    found.push('aboveDeclaredAssets')
  if (about.movements >= FREQUENT && about.openTrades === 0) found.push('frequentWithoutTrading')
  return found
}

/** Movements of one customer within the month that count as frequent. */
export const FREQUENT = 5
