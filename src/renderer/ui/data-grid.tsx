/**
 * The grid of every list: virtualised rows of one height, a head that stays, selection by checkbox, movement by keyboard.
 * It holds no data of its own; rows, order, selection and the active row come from whoever shows it.
 */
import { Checkbox, Skeleton } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useText } from '../i18n/text.tsx'
import classes from './data-grid.module.css'
import { useRowHeight } from './density.tsx'
import type { GridColumn } from './grid-columns.ts'
import { GridHead } from './grid-head.tsx'
import { gridKey } from './grid-keys.ts'

export type { GridColumn } from './grid-columns.ts'

export type RowKey = string | number
export type GridSelection<Row> = {
  selected: ReadonlySet<RowKey>
  onChange(selected: ReadonlySet<RowKey>): void
  /** Why a row cannot be selected; null or left out = it can. */
  whyNot?(row: Row): string | null
  /** False where the page has its own checkbox for all rows. */
  withAll?: boolean
}
export type GridSort = { by: string; descending: boolean; onChange(by: string): void }

export type DataGridProps<Row> = {
  /** Name for those who do not see it. */
  label: string
  columns: readonly GridColumn<Row>[]
  /** Undefined while the first answer is on its way: rows in the shape of the result are shown. */
  rows: readonly Row[] | undefined
  rowKey(row: Row): RowKey
  /** What a row is called, for its checkbox. */
  rowName?(row: Row): string
  /** Enter or double click. */
  onOpen?(row: Row): void
  /** The row under the keyboard; kept by the grid itself when left out. */
  activeKey?: RowKey | null
  onActive?(row: Row): void
  selection?: GridSelection<Row>
  sort?: GridSort
  empty?: ReactNode
  /** `late` marks the row with a red edge, `dim` steps it back, `done` with a green edge. */
  rowTone?(row: Row): 'late' | 'dim' | 'done' | undefined
  /** Height in pixels or as CSS; rows scroll inside. Default: fills its parent. */
  height?: number | string
}

const SKELETON_NUMBERS = Array.from({ length: 12 }, (_, number) => number)
const OVERSCAN_ROWS = 8

export function DataGrid<Row>(props: DataGridProps<Row>) {
  const { columns, rows, rowKey, selection } = props
  const rowHeight = useRowHeight()
  const scroller = useRef<HTMLDivElement>(null)
  const [ownActive, setOwnActive] = useState<RowKey | null>(null)
  const activeKey = props.activeKey === undefined ? ownActive : props.activeKey
  const id = useId()
  const count = rows?.length ?? 0
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN_ROWS,
    scrollPaddingStart: rowHeight,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another density changes every row's height
  useEffect(() => virtual.measure(), [rowHeight])
  const at = useMemo(() => (rows ?? []).findIndex((row) => rowKey(row) === activeKey), [rows, rowKey, activeKey])
  const withSelection = selection !== undefined
  const tracks = useMemo(() => tracksOf(columns, withSelection), [columns, withSelection])

  const activate = (index: number): void => {
    const row = rows?.[index]
    if (!row) return
    setOwnActive(rowKey(row))
    props.onActive?.(row)
    virtual.scrollToIndex(index)
  }
  const onKeyDown = (event: KeyboardEvent): void => pressKey(event, { props, at, activate })
  return (
    <div ref={scroller} className={classes.grid} style={{ height: props.height ?? '100%' }}>
      <table
        className={classes.table}
        style={{ '--columns': tracks.template, '--least': `${tracks.least}px` } as CSSProperties}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table that is walked by keyboard is a grid
        role="grid"
        aria-label={props.label}
        aria-rowcount={count + 1}
        aria-busy={rows === undefined}
        aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
        // The grid takes the focus as a whole and moves it among its rows.
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <GridHead {...headOf(props)} />
        <tbody className={classes.body} style={{ height: rows === undefined ? undefined : virtual.getTotalSize() }}>
          {rows === undefined && <SkeletonRows columns={columns} withSelection={withSelection} />}
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows?.[index]
            if (row === undefined) return null
            return (
              <GridRow
                key={rowKey(row)}
                {...props}
                row={row}
                id={`${id}-${index}`}
                index={index}
                top={start}
                active={index === at}
                onActivate={activate}
              />
            )
          })}
        </tbody>
      </table>
      {rows !== undefined && count === 0 && <div className={classes.empty}>{props.empty}</div>}
    </div>
  )
}

type Pressed<Row> = { props: DataGridProps<Row>; at: number; activate(index: number): void }

/** Moves, opens or selects as the key says. */
function pressKey<Row>(event: KeyboardEvent, { props, at, activate }: Pressed<Row>): void {
  if (event.ctrlKey || event.metaKey || event.altKey || !isGridItself(event)) return
  const { rows, rowKey, onOpen, selection } = props
  const meaning = gridKey(event.key, at, rows?.length ?? 0)
  if (!meaning) return
  event.preventDefault()
  event.stopPropagation()
  const row = rows?.[at]
  if (meaning.kind === 'move') activate(meaning.to)
  else if (row && meaning.kind === 'open') onOpen?.(row)
  else if (row && selection) toggle(selection, row, rowKey(row))
}

/** Keys belong to the grid only while no control inside it has the focus; a link in the active row counts as the row. */
function isGridItself(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement
  if (target === event.currentTarget) return true
  return (
    event.key !== 'Enter' && event.key !== ' ' && target.closest('input:not([type=checkbox]),textarea,select') === null
  )
}

function headOf<Row>({ columns, rows, rowKey, selection, sort }: DataGridProps<Row>) {
  if (!selection) return { columns, sort, selection: null }
  const selectable = (rows ?? []).filter((row) => !selection.whyNot?.(row)).map(rowKey)
  const chosen = selectable.filter((key) => selection.selected.has(key)).length
  const all = chosen > 0 && chosen === selectable.length
  return {
    columns,
    sort,
    selection: {
      shown: selection.withAll ?? true,
      all,
      some: chosen > 0 && !all,
      none: selectable.length === 0,
      onToggle: () => selection.onChange(new Set(all ? [] : selectable)),
    },
  }
}

function toggle<Row>(selection: GridSelection<Row>, row: Row, key: RowKey): void {
  if (selection.whyNot?.(row)) return
  const next = new Set(selection.selected)
  if (!next.delete(key)) next.add(key)
  selection.onChange(next)
}

type GridRowProps<Row> = DataGridProps<Row> & {
  row: Row
  id: string
  index: number
  top: number
  active: boolean
  onActivate(index: number): void
}

function GridRow<Row>({ row, id, index, top, active, onActivate, ...props }: GridRowProps<Row>) {
  const t = useText()
  const { columns, rowKey, selection, onOpen, rowTone } = props
  const key = rowKey(row)
  const selected = selection?.selected.has(key) ?? false
  const whyNot = selection?.whyNot?.(row) ?? null
  return (
    <tr
      id={id}
      aria-rowindex={index + 2}
      aria-selected={selection ? selected : active}
      className={classes.row}
      data-active={active || undefined}
      data-selected={selected || undefined}
      data-tone={rowTone?.(row)}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onActivate(index)}
      onDoubleClick={() => onOpen?.(row)}
    >
      {selection && (
        <td className={classes.check} title={whyNot ?? undefined}>
          <Checkbox
            size="xs"
            checked={selected}
            disabled={whyNot !== null}
            aria-label={t('shared.selectRow', { row: props.rowName?.(row) ?? String(key) })}
            onClick={(event) => event.stopPropagation()}
            onChange={() => toggle(selection, row, key)}
          />
        </td>
      )}
      {columns.map((column) => (
        <td key={column.id} className={classes.cell} data-align={column.align}>
          <Shown value={column.render(row)} />
        </td>
      ))}
    </tr>
  )
}

/** Words that do not fit end in an ellipsis and are read whole by resting on them. */
function Shown({ value }: { value: ReactNode }) {
  if (typeof value !== 'string') return value
  return (
    <span className={classes.words} title={value}>
      {value}
    </span>
  )
}

function SkeletonRows<Row>({
  columns,
  withSelection,
}: {
  columns: readonly GridColumn<Row>[]
  withSelection: boolean
}) {
  return SKELETON_NUMBERS.map((number) => (
    <tr key={number} className={classes.skeletonRow} aria-hidden>
      {withSelection && <td />}
      {columns.map((column) => (
        <td key={column.id} className={classes.cell}>
          <Skeleton height={10} width="70%" />
        </td>
      ))}
    </tr>
  ))
}

const SELECTION_PX = 36

/** Tracks of the grid, and the width below which it scrolls sideways. */
function tracksOf<Row>(
  columns: readonly GridColumn<Row>[],
  withSelection: boolean,
): { template: string; least: number } {
  const anyGrows = columns.some(({ grow }) => grow)
  const tracks = columns.map(({ width, grow }) => {
    if (grow) return `minmax(${width}px, 1fr)`
    return anyGrows ? `${width}px` : `minmax(${width}px, ${width}fr)`
  })
  const least = columns.reduce((sum, { width }) => sum + width, withSelection ? SELECTION_PX : 0)
  return { template: [...(withSelection ? [`${SELECTION_PX}px`] : []), ...tracks].join(' '), least }
}
