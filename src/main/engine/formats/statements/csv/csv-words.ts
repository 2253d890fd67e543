/**
 * The words by which banks name columns, directions and balance rows, in the languages of the exports we know.
 * Words are compared without case, accents and punctuation.
 */
import type { CsvColumns } from '../csv-profile.ts'

export type ColumnRole = keyof CsvColumns

const ROLE_WORDS: Record<ColumnRole, string> = {
  bookingDate: `date|booking date|booked date|transaction date|trans date|txn date|posting date|posted date|post date|posted|
    date posted|posted on|completed date|date completed|settlement date|processing date|entry date|buchungstag|buchungsdatum|buchung|datum|boekdatum|boekingsdatum|
    transactiedatum|date operation|date de l operation|date d operation|date comptable|date de comptabilisation|fecha|
    fecha operacion|fecha de operacion|fecha contable|data|data operazione|data contabile|data operacji|data ksiegowania|
    data transakcji|datum zauctovani|datum provedeni|datum transakce|tranzakcio datuma|konyveles datuma|konyvelesi datum|
    datum konyveles|bokforingsdag|bokforingsdatum|transaktionsdag|bogfort|bogforingsdato|dato|bokfort|kirjauspaiva|
    data lancamento|data mov|data movimento|交易日期|日期|交易日|記賬日期|記帳日期|记账日期|入账日期|入賬日期|过账日期`,
  valueDate: `value date|val date|effective date|interest date|wertstellung|wertstellungsdatum|valutadatum|valuta datum|
    date valeur|date de valeur|fecha valor|data valuta|data waluty|data realizacji|erteknap|ertek nap|valutadag|rentedatum|
    valuteringsdag|valordato|arvopaiva|data valor|起息日|起息日期|生效日期`,
  amount: `amount|transaction amount|net amount|amount of transaction|betrag|umsatz|bedrag|montant|montant de l operation|
    importe|importo|kwota|kwota operacji|kwota transakcji|castka|objem|tranzakcio osszege|osszeg|belopp|belob|belop|maara|
    summa|value|valor|quantia|net|umsatz in|金額|交易金額|金额|交易金额|發生額|发生额`,
  debit: `debit|debits|debit amount|amount debit|money out|paid out|withdrawal|withdrawals|withdrawal amount|soll|
    lastschrift|belastung|lastschriften|debet|sortie|sorties|depense|depenses|cargo|cargos|addebito|addebiti|dare|uscite|
    obciazenia|obciazenie|debito|terheles|支出|提款|借方|借方金額|支出金額|借方金额|支出金额|out|expense|outgoing|payments`,
  credit: `credit|credits|credit amount|amount credit|money in|paid in|deposit|deposits|deposit amount|haben|gutschrift|
    gutschriften|entree|entrees|recette|recettes|abono|abonos|accredito|accrediti|avere|entrate|uznania|uznanie|credito|
    jovairas|存入|存款|貸方|貸方金額|收入|收入金額|贷方|贷方金额|收入金额|存入金額|in|income|incoming|lodgement|receipts`,
  direction: `af bij|debit credit|credit debit|dr cr|cr dr|d c|c d|s h|soll haben|direction|bevetel kiadas|debet credit|
    sens|cd indicator|sign|debit credit indicator|credit debit indicator|cdtdbtind|transaction type|type|dc|借貸|借贷|收支`,
  balance: `balance|running balance|account balance|ledger balance|balance after|balance after transaction|saldo|kontostand|
    saldo na mutatie|saldo na boeking|saldo na trn|solde|solde apres operation|saldo contabile|saldo progressivo|egyenleg|zustatek|
    saldo po operacji|saldo po transakcji|bokfort saldo|balanco|結餘|餘額|余额|账户余额|戶口結餘|賬戶結餘|帳戶結餘`,
  currency: `currency|ccy|curr|currency code|account currency|transaction currency|wahrung|waehrung|munt|muntsoort|devise|
    divisa|moneda|monnaie|waluta|mena|devizanem|deviza|tranzakcio devizaneme|moeda|貨幣|幣別|幣種|币种|货币`,
  account: `account|account number|account no|account nr|acct|acct no|account iban|iban|own account|own iban|account id|
    konto|kontonummer|kontonr|konto nr|iban bban|auftragskonto|iban auftragskonto|rekening|rekeningnummer|eigen rekening|compte|
    numero de compte|cuenta|numero cuenta|numero de cuenta|conto|numero conto|rachunek|numer rachunku|cislo uctu|
    szamlaszam|tili|賬號|帳號|賬戶號碼|帳戶號碼|戶口號碼|账号|账户|账户号码`,
  bankReference: `bank reference|bank ref|transaction id|fitid|id|transaction number|transaction no|megbizas azonosito|
    bank transaction id|entry reference|交易編號|交易流水号|流水号|交易编号`,
  ownReference: `reference|ref|ref no|reference number|reference no|customer reference|customer ref|your reference|
    payment reference|referenz|kundenreferenz|referentie|betalingskenmerk|end to end id|endtoendid|transaction reference|
    referencia|riferimento|參考編號|參考號碼|参考编号|参考号`,
  chequeNumber: `cheque number|cheque no|cheque|check number|check no|check|chq no|cheque nr|scheck nr|支票號碼|支票编号|支票號`,
  counterparty: `payee|payer|name|counterparty|counterparty name|counter party|beneficiary|beneficiary name|merchant|
    merchant name|partner|partner neve|auftraggeber beguenstigter|auftraggeber begunstigter|beguenstigter|begunstigter|
    auftraggeber zahlungsempfanger|empfanger zahlungspflichtiger|beguenstigter zahlungspflichtiger|begunstigter zahlungspflichtiger|empfanger|name zahlungsbeteiligter|payee name|
    naam tegenpartij|tegenpartij|naam omschrijving|nom|tiers|beneficiario|ordinante|kontrahent|nazwa kontrahenta|
    nazev protiuctu|mottagare|modtager|對方名稱|对方户名|收款人|付款人|對方戶名`,
  counterpartyAccount: `counterparty account|counterparty iban|counter account|tegenrekening|tegenrekening iban bban|
    iban tegenpartij|tegenrekeningnummer|partner szamlaszama|gegenkonto|kontonummer iban|iban zahlungsbeteiligter|
    payee account|beneficiary account|to account|protiucet|numer rachunku kontrahenta|对方账号|對方賬號`,
  text: `description|details|transaction details|transaction description|narrative|narration|memo|particulars|text|
    verwendungszweck|vorgang verwendungszweck|buchungstext|vorgang|omschrijving|omschrijving 1|omschrijving 2|omschrijving 3|mededelingen|
    beschrijving|libelle|libelle operation|libelle simplifie|concepto|descripcion|descrizione|descrizione operazione|
    causale|opis|opis operacji|tytul|tytulem|popis|zprava|zprava pro prijemce|kozlemeny|reszletek|meddelande|beskrivning|
    beskrivelse|tekst|viesti|selite|descricao|historico|note|notes|remark|remarks|摘要|交易摘要|說明|说明|備註|备注|詳情|交易詳情|用途`,
}

const ROLE_OF = new Map<string, ColumnRole>()
for (const [role, words] of Object.entries(ROLE_WORDS) as [ColumnRole, string][]) {
  for (const word of words.split('|')) ROLE_OF.set(word.trim(), role)
}

export const DEBIT_WORDS = words(
  'af|debit|debet|d|dr|soll|s|out|outflow|withdrawal|kiadas|sortie|cargo|dare|dbit|debito|outgoing|money out|paid out|支出|借|借方|belastung|lastschrift',
)
export const CREDIT_WORDS = words(
  'bij|credit|c|cr|haben|h|in|inflow|deposit|bevetel|entree|abono|avere|crdt|credito|incoming|money in|paid in|收入|存入|貸|贷|貸方|贷方|gutschrift',
)
const OPENING_WORDS = words(
  `opening balance|balance brought forward|balance b f|b f balance|brought forward|previous balance|start balance|
  starting balance|beginning balance|anfangssaldo|alter kontostand|saldo anterior|saldo inicial|solde precedent|ancien solde|
  solde initial|beginsaldo|vorig saldo|saldo poczatkowe|saldo iniziale|nyito egyenleg|承上結餘|上期結餘|承前結餘|期初余额|上期余额`,
)
const CLOSING_WORDS = words(
  `closing balance|balance carried forward|balance c f|c f balance|carried forward|ending balance|end balance|endsaldo|
  neuer kontostand|nouveau solde|solde final|eindsaldo|nieuw saldo|s a l d o|saldo final|saldo finale|saldo koncowe|zaro egyenleg|
  期末余额|本期結餘|轉下結餘|期末結餘`,
)
const TOTAL_WORDS = words(
  'total|totals|sum|summe|gesamt|totaal|totale|suma|osszesen|grand total|合計|總計|合计|总计|總額',
)

function words(list: string): string[] {
  return list.split('|').map((word) => word.trim())
}

/** A text without case, accents, punctuation and surplus blanks. */
export function normalised(text: string): string {
  return text
    .slice(0, 200)
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/ß/g, 'ss')
    .replace(/ł/gi, 'l')
    .replace(/ø/gi, 'o')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** The role that a column name states, and the currency that stands in brackets behind it (`Amount (HKD)`). */
export function roleOfHeader(name: string): { role: ColumnRole | null; currency: string | null } {
  const currency = /[([\s]([A-Z]{3})[)\]]?\s*$/.exec(name.slice(0, 200))?.[1] ?? null
  const whole = normalised(name)
  const withoutBrackets = normalised(name.slice(0, 200).replace(/[([][^)\]]*[)\]]/g, ' '))
  const withoutCurrency = currency === null ? whole : normalised(name.slice(0, 200).replace(currency, ' '))
  for (const candidate of [whole, withoutBrackets, withoutCurrency]) {
    const role = ROLE_OF.get(candidate)
    if (role !== undefined) return { role, currency }
  }
  return { role: null, currency: null }
}

/** What a row without an entry's shape is, by the beginning of its text, or by the whole of it when `exact`. */
export function balanceRowKind(text: string, exact = false): 'opening' | 'closing' | 'total' | null {
  const label = normalised(text)
  const fits = (list: string[]): boolean =>
    list.some((word) => label === word || (!exact && label.startsWith(`${word} `)))
  if (fits(OPENING_WORDS)) return 'opening'
  if (fits(CLOSING_WORDS)) return 'closing'
  return fits(TOTAL_WORDS) ? 'total' : null
}
