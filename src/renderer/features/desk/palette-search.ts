/** How the palette finds its commands: every word that is typed must begin a word of the command's name. */

export type Findable = { label: string; also?: readonly string[] }

/** True when every typed word begins some word of the label or of its other names; nothing typed finds everything. */
export function matches(command: Findable, text: string): boolean {
  const typed = wordsOf(text)
  const own = [command.label, ...(command.also ?? [])].flatMap(wordsOf)
  const whole = own.join(' ')
  return typed.every((word) => own.some((each) => each.startsWith(word)) || (isHan(word) && whole.includes(word)))
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[\s/–-]+/u)
    .filter(Boolean)
}

/** Chinese has no blanks between words: there, part of a name is enough. */
function isHan(word: string): boolean {
  return /\p{Script=Han}/u.test(word)
}
