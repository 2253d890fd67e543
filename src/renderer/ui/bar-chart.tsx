/** A small chart of bars: one or two series per column, every bar with its figure for those who do not see it. */
import { useText } from '../i18n/text.tsx'
import classes from './bar-chart.module.css'
import { inkOf, type Tone } from './tone.ts'

export type BarSeries = { name: string; tone: Tone }
export type BarColumn = { label: string; values: readonly number[]; onOpen?: (() => void) | undefined }

export type BarChartProps = {
  label: string
  series: readonly BarSeries[]
  columns: readonly BarColumn[]
  height?: number
  /** Stacked bars grow on one another; grouped bars stand side by side. */
  stacked?: boolean
  /** Show only every n-th label where there is little room. */
  labelEvery?: number
}

export function BarChart({ label, series, columns, height = 112, stacked = false, labelEvery = 1 }: BarChartProps) {
  const t = useText()
  const totals = columns.map(({ values }) =>
    stacked ? values.reduce((sum, value) => sum + value, 0) : Math.max(0, ...values),
  )
  const top = Math.max(1, ...totals)
  return (
    <figure className={classes.chart} aria-label={label}>
      <div className={classes.columns} style={{ height }}>
        {columns.map((column, index) => {
          const words = `${column.label}: ${series.map(({ name }, at) => `${name} ${column.values[at] ?? 0}`).join(', ')}`
          return (
            <button
              type="button"
              key={column.label}
              className={classes.column}
              title={words}
              aria-label={words}
              disabled={!column.onOpen}
              onClick={column.onOpen}
            >
              <span className={stacked ? classes.stack : classes.group}>
                {series.map(({ name, tone }, at) => {
                  const value = column.values[at] ?? 0
                  const share = `${(value / top) * 100}%`
                  return (
                    <span
                      key={name}
                      className={classes.bar}
                      data-zero={value === 0 || undefined}
                      style={{ height: share, background: inkOf(tone) }}
                    />
                  )
                })}
              </span>
              <span className={classes.label}>{index % labelEvery === 0 ? column.label : ''}</span>
            </button>
          )
        })}
      </div>
      <figcaption className={classes.legend}>
        {series.map(({ name, tone }, at) => (
          <span key={name} className={classes.key}>
            <span className={classes.swatch} style={{ background: inkOf(tone) }} aria-hidden />
            {name} {t('shared.count', { n: columns.reduce((sum, { values }) => sum + (values[at] ?? 0), 0) })}
          </span>
        ))}
      </figcaption>
    </figure>
  )
}
