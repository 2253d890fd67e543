/**
 * Is the payee the client? (O-05, R2-13, R3-16) Order, case, spacing, titles and accents do not matter; an English and a Chinese
 * name are compared each with its own kind; a joint account counts when one of its holders is the client. Pure.
 */

const TITLES = new Set(['MR', 'MRS', 'MS', 'MISS', 'DR', 'PROF', 'SIR'])
const SEPARATORS = /\s*(?:&|\/|,|;|\+|、|，|及|與|和|\bAND\b|\bOR\b)\s*/iu
const HAN = /\p{Script=Han}/u
const MOST_WORDS = 4

export type NameMatch = {
  /** 0…100; 100 = the same words. */
  score: number
  holder: 'own' | 'joint'
  /** The holder of the payee's account that came closest, and the client's name that it was compared with. */
  payee: string
  customer: string
}

/** Compares each holder of an account with each name of the client and keeps the best. */
export function matchNames(payeeName: string, customerNames: readonly string[], jointHolders = ''): NameMatch {
  const own = holdersOf(payeeName)
  const holders = [...own, ...(jointHolders === '' ? [] : holdersOf(jointHolders))]
  let best: NameMatch = { score: 0, holder: 'own', payee: payeeName, customer: customerNames[0] ?? '' }
  for (const customer of customerNames.filter((name) => name.trim() !== '')) {
    // A comma also separates a family name from the given names: the whole is tried before its parts.
    for (const payee of [payeeName, ...holders]) {
      const score = nameScore(payee, customer)
      const joint = holders.length > 1 && payee !== payeeName
      if (score > best.score) best = { score, holder: joint ? 'joint' : 'own', payee, customer }
    }
  }
  return best
}

function holdersOf(text: string): string[] {
  return text
    .normalize('NFKC')
    .split(SEPARATORS)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/** How alike two names are, 0…100. */
export function nameScore(a: string, b: string): number {
  if (HAN.test(a) !== HAN.test(b)) return 0
  if (HAN.test(a)) return hanScore(a, b)
  const [left, right] = [wordsOf(a), wordsOf(b)]
  if (left.length === 0 || right.length === 0) return 0
  if (sorted(left) === sorted(right)) return 100
  if (joinedAlike(left, right)) return 98
  return Math.round(pairing(left, right) * 97)
}

function hanScore(a: string, b: string): number {
  const only = (text: string) => [...text.normalize('NFKC')].filter((letter) => HAN.test(letter)).join('')
  const [left, right] = [only(a), only(b)]
  if (left === right) return 100
  return Math.round(similarity(left, right) * 80)
}

function wordsOf(name: string): string[] {
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toUpperCase()
    .replace(/['’.]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ')
    .filter((word) => word !== '' && !TITLES.has(word))
}

const sorted = (words: readonly string[]): string => [...words].sort().join(' ')

/** `KAYAN LEE` and `LEE KA YAN`: the same letters however the words are cut, in some order of the words. */
function joinedAlike(left: readonly string[], right: readonly string[]): boolean {
  if (left.length > MOST_WORDS || right.length > MOST_WORDS) return left.join('') === right.join('')
  const texts = new Set(orders(left).map((words) => words.join('')))
  return orders(right).some((words) => texts.has(words.join('')))
}

function orders(words: readonly string[]): string[][] {
  if (words.length <= 1) return [[...words]]
  return words.flatMap((word, at) => orders(words.toSpliced(at, 1)).map((rest) => [word, ...rest]))
}

/** Pairs each word with its best partner; words left over on either side count as nothing. */
function pairing(left: readonly string[], right: readonly string[]): number {
  const free = new Set(right.keys())
  let sum = 0
  let letters = 0
  for (const word of [...left].sort((a, b) => b.length - a.length)) {
    let best = { at: -1, alike: 0 }
    for (const at of free) {
      const alike = similarity(word, right[at] ?? '')
      if (alike > best.alike) best = { at, alike }
    }
    if (best.at >= 0) free.delete(best.at)
    sum += best.alike * word.length
    letters += word.length
  }
  for (const at of free) letters += right[at]?.length ?? 0
  return letters === 0 ? 0 : sum / letters
}

/** 1 − edit distance ÷ length; a swap of neighbours is one edit. */
function similarity(a: string, b: string): number {
  const longest = Math.max(a.length, b.length)
  return longest === 0 ? 1 : 1 - editDistance(a, b) / longest
}

function editDistance(a: string, b: string): number {
  let older: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const current = [i]
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let least = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (older[j - 2] ?? 0) + 1)
      current.push(least)
    }
    older = previous
    previous = current
  }
  return previous[b.length] ?? 0
}
