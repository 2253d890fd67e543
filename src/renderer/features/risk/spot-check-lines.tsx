/** One spot check line by line: what was pulled, what stands out, the verdicts, and the second review (R3-63, R3-64). */
import { Button, Group, Skeleton, Table } from '@mantine/core'
import { IconArrowLeft, IconDownload, IconUsers } from '@tabler/icons-react'
import { useState } from 'react'
import type { SpotCheck, SpotLine } from '../../../contract/risk.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote, RefusalNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import { ExportJob } from '../requests/export-dialog.tsx'
import classes from './risk.module.css'
import { CloseDialog, ReviewDialog } from './spot-dialogs.tsx'

export type SpotCheckLinesProps = { spotCheckId: number; mayWrite: boolean; onBack(): void }

export function SpotCheckLines({ spotCheckId, mayWrite, onBack }: SpotCheckLinesProps) {
  const t = useText()
  const [reviewing, setReviewing] = useState<SpotLine | null>(null)
  const [closing, setClosing] = useState(false)
  const found = useApi(['risk.spotLines', spotCheckId], () => api.risk.spotLines({ spotCheckId }), {
    topics: ['customers'],
    keepPrevious: true,
  })
  const { check, lines } = found.data ?? { check: null, lines: [] }
  const open = mayWrite && check !== null && check.state !== 'closed'
  return (
    <SectionCard
      flush
      title={
        <Group gap="sm">
          <Button size="compact-xs" variant="default" leftSection={<IconArrowLeft size={14} />} onClick={onBack}>
            {t('risk.spot.back')}
          </Button>
          {check?.month}
        </Group>
      }
      aside={check && <CheckActions check={check} open={open} onClose={() => setClosing(true)} />}
    >
      {found.problem !== null && <ErrorNote sentence={found.problem} onRetry={found.reload} />}
      {found.loading && <Skeleton height={200} />}
      {check && lines.length === 0 && <EmptyState icon={<IconUsers size={24} />} sentence={t('risk.spot.empty')} />}
      {lines.length > 0 && <LineTable lines={lines} onReview={open ? setReviewing : null} />}
      {reviewing && check && <ReviewDialog check={check} line={reviewing} onClose={() => setReviewing(null)} />}
      {closing && check && <CloseDialog check={check} onClose={() => setClosing(false)} />}
    </SectionCard>
  )
}

function CheckActions({ check, open, onClose }: { check: SpotCheck; open: boolean; onClose(): void }) {
  const t = useText()
  const [jobId, setJobId] = useState<number | null>(null)
  const write = useCommand(api.risk.exportSpotCheck, { onDone: (started) => setJobId(started.jobId) })
  return (
    <Group gap="sm">
      <span>{t('risk.spot.of', { reviewed: check.reviewed, lines: check.lines })}</span>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconDownload size={14} />}
        loading={write.busy}
        onClick={() => void write.run({ spotCheckId: check.spotCheckId, format: 'xlsx' })}
      >
        {t('risk.export')}
      </Button>
      {open && (
        <Button size="xs" color="violet" disabled={check.state !== 'reviewed'} onClick={onClose}>
          {t('risk.spot.close')}
        </Button>
      )}
      <RefusalNote refusal={write.refusal} />
      {jobId !== null && <ExportJob jobId={jobId} onClose={() => setJobId(null)} onAgain={() => setJobId(null)} />}
    </Group>
  )
}

function LineTable({ lines, onReview }: { lines: readonly SpotLine[]; onReview: ((line: SpotLine) => void) | null }) {
  const t = useText()
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('risk.column.customer')}</Table.Th>
          <Table.Th>{t('risk.spot.kind')}</Table.Th>
          <Table.Th>{t('risk.spot.when')}</Table.Th>
          <Table.Th ta="right">{t('risk.spot.amount')}</Table.Th>
          <Table.Th>{t('risk.column.region')}</Table.Th>
          <Table.Th>{t('risk.spot.marks')}</Table.Th>
          <Table.Th>{t('risk.spot.verdict')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lines.map((line) => (
          <LineRow key={line.lineId} line={line} onReview={onReview} />
        ))}
      </Table.Tbody>
    </Table>
  )
}

function LineRow({ line, onReview }: { line: SpotLine; onReview: ((line: SpotLine) => void) | null }) {
  const t = useText()
  return (
    <Table.Tr>
      <Table.Td>
        {line.customerName} <span className={classes.answers}>{line.customerNumber}</span>
      </Table.Td>
      <Table.Td>{t(`risk.spot.line.${line.kind}`)}</Table.Td>
      <Table.Td>
        <InstantText at={line.at} />
      </Table.Td>
      <Table.Td className={classes.amount}>
        <MoneyText amountMinor={line.amountMinor} currency={line.currency} />
      </Table.Td>
      <Table.Td>{line.region || '–'}</Table.Td>
      <Table.Td>
        {line.indicators.map((mark) => (
          <ToneBadge key={mark} tone="wait" label={t(`risk.spot.indicator.${mark}`)} />
        ))}
      </Table.Td>
      <Table.Td>
        {line.verdict !== null && (
          <ToneBadge
            tone={line.verdict === 'consistent' ? 'done' : 'late'}
            label={t(`risk.spot.verdict.${line.verdict}`)}
          />
        )}
        {line.escalated && <ToneBadge tone="second" label={t('risk.spot.column.escalated')} />}
        {line.note !== '' && <div className={classes.answers}>{`${line.note} (${line.reviewedBy ?? ''})`}</div>}
        {onReview && (
          <Button
            size="compact-xs"
            variant="light"
            aria-label={t('risk.spot.reviewOf', { customer: line.customerName })}
            onClick={() => onReview(line)}
          >
            {t('risk.spot.review')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  )
}
