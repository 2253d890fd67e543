/** The next list of an account: its cheques on the left, the file as the bank will read it on the right, and the button that makes it. */
import { Skeleton } from '@mantine/core'
import { IconChecks } from '@tabler/icons-react'
import { useMemo } from 'react'
import type { IssueAccount, IssueLine, IssuePreview, ReportedAs } from '../../../contract/issue-files.ts'
import type { Currency } from '../../../contract/money.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { type Language, type Translate, useLanguage, useText } from '../../i18n/text.tsx'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { DataGrid, type GridColumn } from '../../ui/data-grid.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { dateText } from '../../ui/instant-format.ts'
import { MoneyText } from '../../ui/money-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import type { Tone } from '../../ui/tone.ts'
import classes from './cheques.module.css'

const TONE: Record<ReportedAs, Tone> = { issued: 'info', void: 'neutral', stopped: 'late' }
const HEIGHT_PX = 300

export function IssuePreviewCard({ account }: { account: IssueAccount }) {
  const t = useText()
  const { bankAccountId, name } = account
  const next = useApi(['issueFiles.preview', bankAccountId], () => api.issueFiles.preview({ bankAccountId }), {
    topics: ['cheques', 'channels'],
    keepPrevious: true,
  })
  if (next.problem !== null) return <ErrorNote sentence={next.problem} onRetry={next.reload} />
  if (!next.data) return <Skeleton height={HEIGHT_PX} />
  const title = t('issueFiles.next', { account: name })
  if (next.data.lines.length === 0) {
    return (
      <SectionCard title={title}>
        <EmptyState icon={<IconChecks size={24} />} sentence={t('issueFiles.nothing')} />
      </SectionCard>
    )
  }
  return (
    <SectionCard flush title={title} aside={<Totals preview={next.data} />}>
      <Facing preview={next.data} />
      <Foot account={account} preview={next.data} />
    </SectionCard>
  )
}

function Totals({ preview }: { preview: IssuePreview }) {
  const t = useText()
  const { issued, void: voided, stopped, totalMinor, currency } = preview
  return (
    <>
      {t('issueFiles.counts', { issued, void: voided, stopped })}
      {' · '}
      <MoneyText amountMinor={totalMinor} currency={currency} strong />
    </>
  )
}

function Facing({ preview }: { preview: IssuePreview }) {
  const t = useText()
  const language = useLanguage()
  const { lines, currency, text } = preview
  const columns = useMemo(() => columnsOf(t, language, currency), [t, language, currency])
  return (
    <div className={classes.facing}>
      <DataGrid
        label={t('issueFiles.tab')}
        columns={columns}
        rows={lines}
        rowKey={({ leafId }) => leafId}
        height={HEIGHT_PX}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling part must be reachable by keyboard */}
      <pre className={classes.file} tabIndex={0} title={t('issueFiles.asTheBankReads')}>
        {text}
      </pre>
    </div>
  )
}

function Foot({ account, preview }: { account: IssueAccount; preview: IssuePreview }) {
  const t = useText()
  const me = useMe()
  const make = useCommand(api.issueFiles.make)
  const { lines, issued, void: voided, stopped, more, problems, digest } = preview
  const { bankAccountId } = account
  return (
    <div className={classes.foot}>
      <div>
        {more && <span className={classes.dimmed}>{t('issueFiles.more', { count: lines.length })}</span>}
        {problems.length > 0 && (
          <ErrorNote
            sentence={[
              t('issueFiles.problems', { count: problems.length }),
              ...problems.slice(0, 3).map((problem) => t('issueFiles.problem', problem)),
            ].join('. ')}
          />
        )}
      </div>
      {me.permissions.includes('cheques.release') && (
        <ConfirmAction
          label={t('issueFiles.make', { count: lines.length })}
          busy={make.busy}
          refusal={make.refusal}
          disabled={problems.length > 0}
          onConfirm={async () => (await make.run({ bankAccountId, digest })) !== undefined}
        >
          <p>{t('issueFiles.makeExplain', { issued, void: voided, stopped })}</p>
        </ConfirmAction>
      )}
    </div>
  )
}

function columnsOf(t: Translate, language: Language, currency: Currency): GridColumn<IssueLine>[] {
  return [
    { id: 'number', title: t('cheques.column.number'), width: 84, render: ({ number }) => number },
    {
      id: 'status',
      title: t('issueFiles.column.status'),
      width: 120,
      render: ({ status }) => <ToneBadge tone={TONE[status]} label={t(`issueFiles.status.${status}`)} />,
    },
    {
      id: 'payee',
      title: t('cheques.column.payee'),
      width: 140,
      grow: true,
      render: ({ payeeName }) => payeeName ?? '—',
    },
    {
      id: 'amount',
      title: t('cheques.column.amount'),
      width: 146,
      align: 'right',
      render: ({ amountMinor }) =>
        amountMinor === null ? '—' : <MoneyText amountMinor={amountMinor} currency={currency} layout="column" />,
    },
    {
      id: 'date',
      title: t('cheques.column.date'),
      width: 92,
      render: ({ chequeDate }) => (chequeDate === null ? '—' : dateText(chequeDate, language)),
    },
    {
      id: 'before',
      title: t('issueFiles.column.before'),
      width: 104,
      render: ({ before }) => (
        <span className={classes.dimmed}>
          {t(before === null ? 'issueFiles.never' : `issueFiles.status.${before}`)}
        </span>
      ),
    },
  ]
}
