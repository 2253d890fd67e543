/** What a key means in a grid: where it moves to, what it opens or selects. */

export type GridKey = { kind: 'move'; to: number } | { kind: 'open' } | { kind: 'select' }

const PAGE_ROWS = 10

/** The meaning of a key when the row at `at` is active (-1 = none) among `count` rows; null when it has none. */
export function gridKey(key: string, at: number, count: number): GridKey | null {
  if (count === 0) return null
  const last = count - 1
  const clamp = (row: number): GridKey => ({ kind: 'move', to: Math.max(0, Math.min(last, row)) })
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return clamp(at + 1)
    case 'ArrowUp':
    case 'k':
      return clamp(at < 0 ? last : at - 1)
    case 'PageDown':
      return clamp(at + PAGE_ROWS)
    case 'PageUp':
      return clamp(at - PAGE_ROWS)
    case 'Home':
      return clamp(0)
    case 'End':
      return clamp(last)
    case 'Enter':
      return at < 0 ? null : { kind: 'open' }
    case 'x':
    case ' ':
      return at < 0 ? null : { kind: 'select' }
    default:
      return null
  }
}
