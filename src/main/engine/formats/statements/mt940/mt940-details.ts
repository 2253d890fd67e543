/**
 * Decodes the free description of field 86 into name, account, reference and text.
 * Known dialects are numbered sub-fields (`?20`, `~20`, `<20`, `^20`), slash words (`/REMI/`, `/EREF/`) and plain text;
 * the raw lines are always kept beside the result, so nothing is lost when a dialect is not known.
 */

export type Details = {
  text: string | null
  counterparty: string | null
  counterpartyAccount: string | null
  ownReference: string | null
  bankReference: string | null
  returnReason: string | null
}

const NOTHING: Details = {
  text: null,
  counterparty: null,
  counterpartyAccount: null,
  ownReference: null,
  bankReference: null,
  returnReason: null,
}

const SLASH_WORDS =
  'ACCT ADDR ACWT BBK BENM BIC BREF CHGS CNTP CREF CSID EREF EXCH FEES IBAN ID INSD IREF ISDT KREF MARF MREF NAME OBK OCMT ORDP PREF PURP REMI RTRN SVCL TIME TRCD TRTP ULTB ULTC ULTD'
const SLASH = new RegExp(`/(${SLASH_WORDS.split(' ').join('|')})/`, 'g')
const SLASH_START = new RegExp(`^\\s*/(?:${SLASH_WORDS.split(' ').join('|')})/`)
const PURPOSE_KEYS = '20 21 22 23 24 25 26 27 28 29 60 61 62 63'.split(' ')
const NUMBERED = /^\s*(\d{3})?\s*([?~<^>@])(?=\d\d)/
const SEPA_WORDS = /(EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|IBAN|BIC|PURP|ANAM|BREF|RREF)\+/g

/** Decodes the lines of one field 86, in the dialect that its beginning shows. */
export function decodeDetails(lines: readonly string[]): Details {
  const joined = lines.join('')
  const numbered = NUMBERED.exec(joined)
  if (numbered && (numbered[1] !== undefined || joined.split(numbered[2] ?? '').length > 2)) {
    return decodeNumbered(joined, numbered[2] ?? '?')
  }
  if (SLASH_START.test(joined)) return decodeSlashes(joined)
  const text = joinForReading(lines)
  return { ...NOTHING, text: text === '' ? null : text }
}

/** Lines that fill the field's width were broken by the bank's program: join them without adding anything. */
function joinForReading(lines: readonly string[]): string {
  let text = ''
  for (const [index, line] of lines.entries()) {
    if (index === 0) text = line
    else text += (lines[index - 1]?.length ?? 0) >= 64 || line.startsWith(' ') || text.endsWith(' ') ? line : ` ${line}`
  }
  return text.trim()
}

function decodeNumbered(joined: string, separator: string): Details {
  const parts = joined.split(new RegExp(`\\${separator}(\\d{2})`))
  const fields = new Map<string, string>()
  for (let i = 1; i < parts.length; i += 2) {
    const key = parts[i] ?? ''
    fields.set(key, (fields.get(key) ?? '') + (parts[i + 1] ?? ''))
  }
  const part = (key: string): string => fields.get(key) ?? ''
  const purpose = PURPOSE_KEYS.map(part).join('')
  const words = splitWords(purpose, SEPA_WORDS)
  return {
    text: words.get('SVWZ') ?? present(purpose) ?? present(part('00')),
    counterparty: present(part('32') + part('33')) ?? words.get('ANAM') ?? null,
    counterpartyAccount: present(part('38')) ?? present(part('31')) ?? words.get('IBAN') ?? null,
    ownReference: reference(words.get('EREF')) ?? reference(words.get('KREF')),
    bankReference: reference(words.get('BREF')),
    returnReason: null,
  }
}

function decodeSlashes(joined: string): Details {
  const words = splitWords(joined, SLASH)
  const [account, , name] = (words.get('CNTP') ?? '').split('/')
  const remittance = words.get('REMI')?.replace(/^(?:USTD\/\/|STRD\/(?:CUR\/)?)/, '')
  return {
    text: present(trimSlashes(remittance)) ?? present(joined),
    counterparty:
      present(words.get('NAME')) ?? present(name) ?? present(trimSlashes(words.get('ORDP') ?? words.get('BENM'))),
    counterpartyAccount:
      present(trimSlashes(words.get('IBAN'))) ?? present(account) ?? present(trimSlashes(words.get('ACCT'))),
    ownReference: reference(trimSlashes(words.get('EREF'))) ?? reference(trimSlashes(words.get('KREF'))),
    bankReference: reference(trimSlashes(words.get('BREF'))),
    returnReason: present(trimSlashes(words.get('RTRN'))),
  }
}

/** Cuts a text at key words; a word that comes twice keeps both texts. */
function splitWords(text: string, pattern: RegExp): Map<string, string> {
  const words = new Map<string, string>()
  const parts = text.split(pattern)
  for (let i = 1; i < parts.length; i += 2) {
    const key = parts[i] ?? ''
    const value = (parts[i + 1] ?? '').trim()
    if (value === '' || value === '/') continue
    const before = words.get(key)
    words.set(key, before === undefined ? value : `${before} ${value}`)
  }
  return words
}

function trimSlashes(text: string | undefined): string | undefined {
  return text?.replace(/^\/+|\/+$/g, '')
}

function present(text: string | undefined): string | null {
  const trimmed = text?.trim() ?? ''
  return trimmed === '' ? null : trimmed
}

function reference(text: string | undefined): string | null {
  const found = present(text)
  return found === null || /^(?:NOTPROVIDED|NONREF|NOTAVAILABLE)$/i.test(found) ? null : found
}
