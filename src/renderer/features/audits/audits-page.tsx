/** The plan of regular audits: what is late, what waits, who does it, and what was found over time (R2-88). */
import { Button, Skeleton, Table } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'wouter'
import type { AuditRow } from '../../../contract/audits.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { BarChart } from '../../ui/bar-chart.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { dateText } from '../../ui/instant-format.ts'
import { PageBody, PageHeader } from '../../ui/page-header.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { StatTile } from '../../ui/stat-tile.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import type { Tone } from '../../ui/tone.ts'
import classes from './audits.module.css'
import { BeginDialog } from './begin-dialog.tsx'

export const TONE_OF_AUDIT: Record<AuditRow['state'], Tone> = {
  coming: 'neutral',
  waiting: 'wait',
  running: 'info',
  ended: 'done',
}

export default function AuditsPage() {
  const t = useText()
  const plan = useApi(['audits.plan'], () => api.audits.plan({}), { topics: ['audits'] })
  const rows = plan.data
  return (
    <PageBody>
      <PageHeader title={t('audits.title')} figures={t('audits.lead')} />
      {plan.problem !== null && <ErrorNote sentence={plan.problem} onRetry={plan.reload} />}
      {rows === undefined ? <Skeleton height={320} /> : <Plan rows={rows} />}
    </PageBody>
  )
}

function Plan({ rows }: { rows: readonly AuditRow[] }) {
  const t = useText()
  const [beginning, setBeginning] = useState<AuditRow | null>(null)
  const count = (matches: (row: AuditRow) => boolean) => String(rows.filter(matches).length)
  const uncorrected = rows.reduce((sum, row) => sum + row.uncorrected, 0)
  const late = rows.filter((row) => row.late && row.state !== 'ended').length
  return (
    <>
      <div className={classes.tiles}>
        <StatTile label={t('audits.tile.late')} figure={String(late)} tone={late > 0 ? 'late' : 'done'} />
        <StatTile label={t('audits.tile.waiting')} figure={count(({ state }) => state === 'waiting')} />
        <StatTile label={t('audits.tile.running')} figure={count(({ state }) => state === 'running')} />
        <StatTile
          label={t('audits.tile.uncorrected')}
          figure={String(uncorrected)}
          tone={uncorrected > 0 ? 'wait' : 'neutral'}
        />
      </div>
      <OverTime rows={rows} />
      <SectionCard flush title={t('audits.plan')}>
        <Table highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('audits.column.audit')}</Table.Th>
              <Table.Th>{t('audits.column.period')}</Table.Th>
              <Table.Th>{t('audits.column.due')}</Table.Th>
              <Table.Th>{t('audits.column.state')}</Table.Th>
              <Table.Th>{t('audits.column.reviewer')}</Table.Th>
              <Table.Th ta="right">{t('audits.column.items')}</Table.Th>
              <Table.Th ta="right">{t('audits.column.findings')}</Table.Th>
              <Table.Th />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <PlanRow key={`${row.kind} ${row.from}`} row={row} onBegin={() => setBeginning(row)} />
            ))}
          </Table.Tbody>
        </Table>
      </SectionCard>
      {beginning && <BeginDialog row={beginning} onClose={() => setBeginning(null)} />}
    </>
  )
}

/** Audits by the month in which they were due: done in time, done late, open and late, and what they found. */
function OverTime({ rows }: { rows: readonly AuditRow[] }) {
  const t = useText()
  const months = [...new Set(rows.filter(({ state }) => state !== 'coming').map(({ due }) => due.slice(0, 7)))].sort()
  if (months.length === 0) return null
  const columns = months.map((label) => {
    const own = rows.filter(({ due, state }) => due.startsWith(label) && state !== 'coming')
    const count = (matches: (row: AuditRow) => boolean) => own.filter(matches).length
    return {
      label,
      values: [
        count(({ state, late }) => state === 'ended' && !late),
        count(({ state, late }) => state !== 'ended' && !late),
        count(({ late }) => late),
        own.reduce((sum, { findings }) => sum + findings, 0),
      ],
    }
  })
  return (
    <SectionCard title={t('audits.overTime')} label={t('audits.overTime')}>
      <BarChart
        label={t('audits.overTime')}
        height={120}
        series={[
          { name: t('audits.series.inTime'), tone: 'done' },
          { name: t('audits.series.open'), tone: 'info' },
          { name: t('audits.series.late'), tone: 'late' },
          { name: t('audits.series.findings'), tone: 'wait' },
        ]}
        columns={columns}
      />
    </SectionCard>
  )
}

function PlanRow({ row, onBegin }: { row: AuditRow; onBegin(): void }) {
  const t = useText()
  const language = useLanguage()
  const { auditId, state, late } = row
  const name = t(`audits.kind.${row.kind}`)
  return (
    <Table.Tr>
      <Table.Td>
        {auditId === null ? (
          name
        ) : (
          <Link className="desk-link" href={`/audits/${auditId}`}>
            {name}
          </Link>
        )}
        <div className={classes.dimmed}>{t(`audits.scope.${row.kind}`)}</div>
      </Table.Td>
      <Table.Td className={classes.figure}>
        {dateText(row.from, language)} – {dateText(row.to, language)}
      </Table.Td>
      <Table.Td className={classes.figure}>{dateText(row.due, language)}</Table.Td>
      <Table.Td>
        <div className={classes.badges}>
          <ToneBadge tone={TONE_OF_AUDIT[state]} label={t(`audits.state.${state}`)} />
          {late && <ToneBadge tone="late" label={t('audits.late')} />}
          {state === 'running' && <span className={classes.dimmed}>{t('audits.stepOf', { step: row.step })}</span>}
        </div>
      </Table.Td>
      <Table.Td>{row.reviewer ?? <span className={classes.dimmed}>—</span>}</Table.Td>
      <Table.Td ta="right" className={classes.figure}>
        {auditId === null ? '' : `${row.items - row.open} / ${row.items}`}
      </Table.Td>
      <Table.Td ta="right" className={classes.figure}>
        {auditId === null ? '' : row.findings}
      </Table.Td>
      <Table.Td ta="right">
        {state === 'waiting' && (
          <Button size="compact-xs" leftSection={<IconPlayerPlay size={12} />} onClick={onBegin}>
            {t('audits.begin')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  )
}
