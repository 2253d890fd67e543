/**
 * How many decimals a currency has, for every currency a bank statement may name and not only those a desk holds.
 * Source: ISO 4217, tables A.1 (current) and A.3 (historic codes that still appear in archives).
 */

const NO_DECIMALS =
  'ADP BEF BIF BYB BYR CLP DJF ESP GNF GRD ISK ITL JPY KMF KRW LUF MGF PTE PYG ROL RWF TPE TRL UGX UYI VND VUV XAF XOF XPF'
const THREE_DECIMALS = 'BHD IQD JOD KWD LYD OMR TND'
const FOUR_DECIMALS = 'CLF UYW'
const TWO_DECIMALS = `AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD
 CDF CHE CHF CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL
 HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN
 MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP
 STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG
 ATS CYP DEM EEK FIM FRF HRK IEP LTL LVL MRO MTL NLG SIT SKK SLL STD VEF YUM ZMK ZWL`

const EXPONENTS = new Map<string, number>()
for (const [exponent, codes] of [
  [0, NO_DECIMALS],
  [2, TWO_DECIMALS],
  [3, THREE_DECIMALS],
  [4, FOUR_DECIMALS],
] as const) {
  for (const code of codes.split(/\s+/)) EXPONENTS.set(code, exponent)
}

/** Decimals assumed where the currency is unknown or no code of ISO 4217. */
const DEFAULT_EXPONENT = 2

/** True for a code of ISO 4217, current or historic. */
export function isKnownCurrency(code: string): boolean {
  return EXPONENTS.has(code)
}

/** Decimals of a currency; two when there is none or when it is no code of ISO 4217 (the readers report that). */
export function exponentOfCode(code: string | null): number {
  return (code === null ? undefined : EXPONENTS.get(code)) ?? DEFAULT_EXPONENT
}
