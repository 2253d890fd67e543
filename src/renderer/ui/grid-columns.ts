/** Columns of a grid and which of them a person wants to see, kept on this machine under a name. */

import type { ReactNode } from 'react'
import { useCallback, useMemo, useState } from 'react'

export type GridColumn<Row> = {
  id: string
  title: string
  /** Least width in pixels; the grid scrolls sideways when all together need more than there is. */
  width: number
  /** Takes what is left over. */
  grow?: boolean
  align?: 'left' | 'right' | 'center'
  render(row: Row): ReactNode
  /** The head can be clicked to sort by this column. */
  sortable?: boolean
  /** Part of the usual set when the person has chosen nothing; true unless said otherwise. */
  usual?: boolean
  /** Cannot be hidden. */
  fixed?: boolean
}

export type ColumnChoice<Row> = {
  all: readonly GridColumn<Row>[]
  visible: readonly GridColumn<Row>[]
  /** The person has chosen. */
  changed: boolean
  toggle(id: string): void
  reset(): void
}

/** The visible columns of a grid, remembered under `name`; `preset` takes the place of the usual ones. */
export function useColumns<Row>(
  name: string,
  all: readonly GridColumn<Row>[],
  preset: readonly string[] | null = null,
): ColumnChoice<Row> {
  const key = `countersign.columns.${name}`
  const [chosen, setChosen] = useState<readonly string[] | null>(() => readChoice(localStorage.getItem(key)))
  const visible = useMemo(() => visibleColumns(all, chosen ?? preset), [all, chosen, preset])
  const keep = useCallback(
    (ids: readonly string[] | null) => {
      if (ids === null) localStorage.removeItem(key)
      else localStorage.setItem(key, JSON.stringify(ids))
      setChosen(ids)
    },
    [key],
  )
  const toggle = useCallback(
    (id: string) => {
      const ids = visible.map((column) => column.id)
      keep(ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id])
    },
    [visible, keep],
  )
  const reset = useCallback(() => keep(null), [keep])
  return { all, visible, changed: chosen !== null, toggle, reset }
}

/** The columns to show, in the order of the grid; a choice that no longer fits falls back to the usual set. */
export function visibleColumns<Row>(
  all: readonly GridColumn<Row>[],
  chosen: readonly string[] | null,
): readonly GridColumn<Row>[] {
  const usual = all.filter((column) => column.fixed || column.usual !== false)
  if (chosen === null) return usual
  const kept = all.filter((column) => column.fixed || chosen.includes(column.id))
  return kept.length === 0 ? usual : kept
}

/** A choice as it was kept; null when there is none or it cannot be read. */
export function readChoice(text: string | null): readonly string[] | null {
  if (text === null) return null
  try {
    const ids: unknown = JSON.parse(text)
    return Array.isArray(ids) && ids.every((id) => typeof id === 'string') ? ids : null
  } catch {
    return null
  }
}
