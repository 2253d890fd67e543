/** Height of a grid that shows so many rows at the density in force, for lists that share a page with others. */
import type { CSSProperties } from 'react'

const HEAD_PX = 34

/** `calc(34px + 5 * var(--row-height))` */
export function gridHeight(rows: number): NonNullable<CSSProperties['height']> {
  return `calc(${HEAD_PX}px + ${Math.max(1, rows)} * var(--row-height))`
}
