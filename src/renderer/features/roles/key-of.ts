/** The key that a name suggests: `Night signer` → `nightSigner`. Empty when the name has no Latin letters. */
export function keyOf(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9 ]/g, ' ')
    .trim()
    .split(/ +/)
    .filter((word) => word !== '')
  const joined = words.map((word, i) => (i === 0 ? word.toLowerCase() : capitalised(word))).join('')
  return joined.replace(/^[0-9]+/, '').slice(0, 40)
}

const capitalised = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase()
