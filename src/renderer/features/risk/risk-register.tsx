/** The register with its filters, what waits for Compliance, and the export in the shape of the shared sheet (R3-62). */
import { Button, Group, MultiSelect, Skeleton, Switch, Table } from '@mantine/core'
import { IconDownload, IconNotebook } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { Link } from 'wouter'
import { requestNumber } from '../../../contract/ids.ts'
import { ASSESSMENTS, type RegisterFilter, RISK_KINDS, type RiskEntry } from '../../../contract/risk.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote, RefusalNote } from '../../ui/error-note.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import type { Tone } from '../../ui/tone.ts'
import { ExportJob } from '../requests/export-dialog.tsx'
import { DecideDialog } from './decide-dialog.tsx'
import classes from './risk.module.css'

const NO_FILTER: RegisterFilter = { kinds: [], assessments: [], from: null, until: null, waitingOnly: false }
const PAGE = 100
export const TONE_OF_ASSESSMENT: Record<RiskEntry['assessment'], Tone> = {
  none: 'neutral',
  pass: 'done',
  uncertain: 'wait',
  reject: 'late',
}

export function RiskRegister() {
  const t = useText()
  const me = useMe()
  const [filter, setFilter] = useState(NO_FILTER)
  const [deciding, setDeciding] = useState<RiskEntry | null>(null)
  const [jobId, setJobId] = useState<number | null>(null)
  const [before, setBefore] = useState<number | null>(null)
  const page = useApi(['risk.register', filter, before], () => api.risk.register({ filter, before, pageSize: PAGE }), {
    topics: ['requests', 'customers'],
    keepPrevious: true,
  })
  const write = useCommand(api.risk.export, { onDone: (started) => setJobId(started.jobId) })
  const mayDecide = me.permissions.includes('withdrawals.decideRisk')
  const rows = page.data?.rows ?? []
  const next = page.data?.next ?? null
  const narrow = (chosen: RegisterFilter): void => {
    setBefore(null)
    setFilter(chosen)
  }
  return (
    <>
      <Filters filter={filter} waiting={page.data?.waiting ?? 0} onChange={narrow}>
        <Button
          variant="default"
          leftSection={<IconDownload size={16} />}
          loading={write.busy}
          onClick={() => void write.run({ format: 'xlsx', filter })}
        >
          {t('risk.export')}
        </Button>
      </Filters>
      <RefusalNote refusal={write.refusal} />
      <SectionCard flush label={t('risk.tab.register')}>
        {page.problem !== null && <ErrorNote sentence={page.problem} onRetry={page.reload} />}
        {page.loading && <Skeleton height={240} />}
        {page.data && rows.length === 0 && <EmptyState icon={<IconNotebook size={24} />} sentence={t('risk.none')} />}
        {rows.length > 0 && <EntryTable rows={rows} onDecide={mayDecide ? setDeciding : null} />}
        {next !== null && (
          <div className={classes.more}>
            <Button size="xs" variant="default" onClick={() => setBefore(next)}>
              {t('risk.more')}
            </Button>
          </div>
        )}
      </SectionCard>
      {deciding && <DecideDialog entry={deciding} onClose={() => setDeciding(null)} />}
      {jobId !== null && <ExportJob jobId={jobId} onClose={() => setJobId(null)} onAgain={() => setJobId(null)} />}
    </>
  )
}

type FiltersProps = {
  filter: RegisterFilter
  waiting: number
  onChange(filter: RegisterFilter): void
  children: ReactNode
}

function Filters({ filter, waiting, onChange, children }: FiltersProps) {
  const t = useText()
  return (
    <div className={classes.filters}>
      <MultiSelect
        label={t('risk.filterKind')}
        w={240}
        size="sm"
        data={RISK_KINDS.map((value) => ({ value, label: t(`risk.kind.${value}`) }))}
        value={filter.kinds}
        onChange={(kinds) => onChange({ ...filter, kinds: kinds as RegisterFilter['kinds'] })}
      />
      <MultiSelect
        label={t('risk.filterAssessment')}
        w={240}
        size="sm"
        data={ASSESSMENTS.map((value) => ({ value, label: t(`risk.assessment.${value}`) }))}
        value={filter.assessments}
        onChange={(assessments) => onChange({ ...filter, assessments: assessments as RegisterFilter['assessments'] })}
      />
      <DateField
        label={t('risk.from')}
        w={150}
        value={filter.from ?? ''}
        onChange={(date) => onChange({ ...filter, from: date as RegisterFilter['from'] })}
      />
      <DateField
        label={t('risk.until')}
        w={150}
        value={filter.until ?? ''}
        onChange={(date) => onChange({ ...filter, until: date as RegisterFilter['until'] })}
      />
      <Switch
        label={t('risk.waitingOnly', { n: waiting })}
        checked={filter.waitingOnly}
        onChange={(event) => onChange({ ...filter, waitingOnly: event.currentTarget.checked })}
      />
      <Group ml="auto">{children}</Group>
    </div>
  )
}

type EntryTableProps = { rows: readonly RiskEntry[]; onDecide: ((entry: RiskEntry) => void) | null }

function EntryTable({ rows, onDecide }: EntryTableProps) {
  const t = useText()
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('risk.column.date')}</Table.Th>
          <Table.Th>{t('risk.column.kind')}</Table.Th>
          <Table.Th>{t('risk.column.customer')}</Table.Th>
          <Table.Th>{t('risk.column.task')}</Table.Th>
          <Table.Th>{t('risk.column.region')}</Table.Th>
          <Table.Th>{t('risk.column.answers')}</Table.Th>
          <Table.Th>{t('risk.column.assessment')}</Table.Th>
          <Table.Th>{t('risk.column.by')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((entry) => (
          <EntryRow key={entry.entryId} entry={entry} onDecide={onDecide} />
        ))}
      </Table.Tbody>
    </Table>
  )
}

function EntryRow({ entry, onDecide }: { entry: RiskEntry; onDecide: EntryTableProps['onDecide'] }) {
  const t = useText()
  const { answers, requestId, customerName, customerNumber, waiting, decision } = entry
  const said = [answers.reason, answers.address, answers.repeat, entry.note].filter((text) => text !== '')
  return (
    <Table.Tr>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>{entry.date}</Table.Td>
      <Table.Td>{t(`risk.kind.${entry.kind}`)}</Table.Td>
      <Table.Td>
        <Link href={`/customers/${entry.customerId}`} className="desk-link">
          {customerName}
        </Link>
        <div className={classes.answers}>{customerNumber}</div>
      </Table.Td>
      <Table.Td>
        {requestId === null ? (
          t('risk.spot.line.deposit')
        ) : (
          <Link href={`/requests/${requestId}`} className="desk-link">
            {requestNumber(requestId)}
          </Link>
        )}
      </Table.Td>
      <Table.Td>{entry.region || '–'}</Table.Td>
      <Table.Td className={classes.answers}>{said.join(' · ') || '–'}</Table.Td>
      <Table.Td>
        <ToneBadge tone={TONE_OF_ASSESSMENT[entry.assessment]} label={t(`risk.assessment.${entry.assessment}`)} />
        {decision && (
          <div className={classes.answers} title={decision.note}>
            {`${t(`risk.decision.${decision.decision}`)} · ${decision.by}`}
          </div>
        )}
        {waiting &&
          (onDecide && !entry.own ? (
            <Button
              size="compact-xs"
              color="violet"
              variant="light"
              mt={2}
              aria-label={t('risk.decideOf', { customer: customerName })}
              onClick={() => onDecide(entry)}
            >
              {t('risk.decide')}
            </Button>
          ) : (
            <div className={classes.answers}>{t('risk.waiting')}</div>
          ))}
      </Table.Td>
      <Table.Td>{entry.by}</Table.Td>
    </Table.Tr>
  )
}
