/** The table of the status matrix. */
import { Tooltip } from '@mantine/core'
import type { Profile, Transition } from '../../../contract/workflow.ts'
import { useProfile } from '../../api/use-profile.ts'
import { useText } from '../../i18n/text.tsx'
import { useWords } from '../../i18n/use-words.ts'
import classes from './matrix.module.css'
import { type CellLine, cellLines, fits, type MatrixFilter } from './matrix-cells.ts'

export type MatrixTableProps = {
  profile: Profile
  /** The row of the request that the matrix was opened from. */
  here: string | null
  /** The ways that are open to the request itself, by who holds it and its step; null = every one of its row. */
  ways: ReadonlySet<string> | null
  filter: MatrixFilter
}

export function MatrixTable({ profile, here, ways, filter }: MatrixTableProps) {
  const t = useText()
  const { statusLabel } = useProfile()
  return (
    <div className={classes.scroller}>
      <table className={classes.matrix} aria-label={t('workflow.title')}>
        <thead>
          <tr>
            <th scope="col" className={classes.corner}>
              {t('workflow.from')} \ {t('workflow.to')}
            </th>
            {profile.statuses.map(({ status, final }) => (
              <th scope="col" key={status}>
                {statusLabel(status)}
                {final && <span className={classes.final}>{t('workflow.final')}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {profile.statuses.map(({ status: from, final }) => (
            <tr
              key={from}
              ref={from === here ? bringIntoView : undefined}
              data-here={from === here || undefined}
              data-away={(here !== null && from !== here) || undefined}
            >
              <th scope="row">
                {statusLabel(from)}
                {final && <span className={classes.final}>{t('workflow.final')}</span>}
              </th>
              {profile.statuses.map(({ status: to }) => (
                <td key={to}>
                  {cellLines(profile, from, to).map((line) => (
                    <Line
                      key={line.transitions[0]?.id}
                      line={line}
                      dim={!fits(line, filter)}
                      open={from === here && (ways === null || line.transitions.some(({ id }) => ways.has(id)))}
                      shut={from === here && ways !== null && !line.transitions.some(({ id }) => ways.has(id))}
                    />
                  ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The row that the matrix was opened for is on the screen from the start. */
function bringIntoView(row: HTMLTableRowElement | null): void {
  row?.scrollIntoView({ block: 'center' })
}

type LineProps = {
  line: CellLine
  dim: boolean
  /** A way that the request has now, and one that its place does not have. */
  open: boolean
  shut: boolean
}

function Line({ line, dim, open, shut }: LineProps) {
  const t = useText()
  const word = useWords()
  const { action, actionLabel, departmentShort } = useProfile()
  const { performer, permissionNumber, transitions } = line
  const who =
    performer === 'any' || performer === 'customer' || performer === 'system'
      ? t(`workflow.performer.${performer}`)
      : departmentShort(performer)
  const permission = action(line.actions[0] ?? '')?.permission ?? null
  const words =
    permissionNumber !== null
      ? t('workflow.cell', { performer: who, number: permissionNumber })
      : permission === null
        ? t('workflow.cellWithout', { performer: who })
        : t('workflow.cell', { performer: who, number: word('permission', permission) })
  return (
    <Tooltip label={<Rules transitions={transitions} />} maw={420}>
      <button
        type="button"
        className={classes.line}
        data-dim={dim || shut || undefined}
        data-open={open || undefined}
        data-mark={transitions[0]?.mark}
      >
        {line.actions.map(actionLabel).join(', ')}
        <span className={classes.who}>{words}</span>
      </button>
    </Tooltip>
  )
}

/** The rule behind a cell, in full. */
function Rules({ transitions }: { transitions: readonly Transition[] }) {
  const t = useText()
  const { departmentLabel } = useProfile()
  return transitions.map(({ id, basis, heldBy, departmentAfter, guards, mark }) => {
    const departments = heldBy.map(departmentLabel).join(', ')
    const held =
      departmentAfter === null
        ? t('workflow.heldByNobody', { departments })
        : t('workflow.heldBy', { departments, after: departmentLabel(departmentAfter) })
    return (
      <div key={id} style={{ marginBottom: 4 }}>
        {t('workflow.rule', { id, basis })} ({t(`workflow.mark.${mark}`)}). {held}
        {guards.length > 0 &&
          ` ${t('workflow.needs', { guards: guards.map((guard) => t(`workflow.guard.${guard}`)).join('; ') })}`}
      </div>
    )
  })
}
