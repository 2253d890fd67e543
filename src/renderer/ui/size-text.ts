/** Sizes of files for people. */

const STEP = 1024
const UNITS = ['B', 'kB', 'MB', 'GB'] as const

/** `512 B`, `3.4 kB`, `50 MB`. */
export function sizeText(bytes: number): string {
  let size = bytes
  let unit = 0
  while (size >= STEP && unit < UNITS.length - 1) {
    size /= STEP
    unit += 1
  }
  const digits = unit === 0 || size >= 10 ? 0 : 1
  return `${size.toFixed(digits)} ${UNITS[unit]}`
}
