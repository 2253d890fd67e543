/**
 * One batch: left the lines of the books, right the file as the bank will read it, their differences, three totals and
 * two releases. Everything that a releaser has to look at is on this page.
 */
import { ActionIcon, Skeleton } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { Link, useParams } from 'wouter'
import type { BatchCard } from '../../../contract/batches.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { dateText } from '../../ui/instant-format.ts'
import { InstantText } from '../../ui/instant-text.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { PageBody, PageHeader } from '../../ui/page-header.tsx'
import { SignatureBoxes } from '../../ui/signature-boxes.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import { EvidenceButton } from '../evidence/evidence-button.tsx'
import { BatchActions } from './batch-actions.tsx'
import { BatchBank } from './batch-bank.tsx'
import { BatchDifferences, TextChanges } from './batch-differences.tsx'
import { BatchFile } from './batch-file.tsx'
import { BatchLines } from './batch-lines.tsx'
import { BatchSigning } from './batch-signing.tsx'
import { BatchTotals } from './batch-totals.tsx'
import classes from './batches.module.css'
import { TONE_OF_BATCH } from './states.ts'

export default function BatchPage() {
  const batchId = Number(useParams().id)
  const card = useApi(['batches.get', batchId], () => api.batches.get({ batchId }), {
    topics: ['batches', 'requests', 'statements'],
  })
  if (card.problem !== null) {
    return (
      <PageBody>
        <ErrorNote sentence={card.problem} onRetry={card.reload} />
      </PageBody>
    )
  }
  if (!card.data) {
    return (
      <PageBody>
        <Skeleton height={32} width={420} />
        <Skeleton height={92} />
        <Skeleton height={320} />
      </PageBody>
    )
  }
  return <Batch card={card.data} />
}

function Batch({ card }: { card: BatchCard }) {
  const t = useText()
  const { row } = card
  return (
    <PageBody>
      <BatchHeader card={card} />
      <div className={classes.step}>
        <span>{t(`batches.next.${row.state}`)}</span>
        <BatchActions card={card} />
      </div>
      <div className={classes.proof}>
        <BatchTotals card={card} />
        <SignatureBoxes
          label={t('batches.card.signatures')}
          signatures={row.releases.map(({ by, at, fileSha256 }) => ({
            by,
            at,
            note: <CopyText text={fileSha256} />,
          }))}
          placeName={(place) => t('batches.card.signature', { place })}
          open={t('batches.card.signatureOpen')}
          quiet={row.state !== 'written' && row.state !== 'releasedOnce'}
        />
      </div>
      <BatchSigning card={card} />
      <BatchBank card={card} />
      <BatchDifferences card={card} />
      <div className={classes.facing}>
        <BatchLines card={card} />
        <BatchFile card={card} />
      </div>
      <TextChanges card={card} />
    </PageBody>
  )
}

function BatchHeader({ card }: { card: BatchCard }) {
  const t = useText()
  const language = useLanguage()
  const { row } = card
  return (
    <PageHeader
      before={
        <ActionIcon component={Link} href="/batches" aria-label={t('batches.card.back')}>
          <IconArrowLeft size={18} />
        </ActionIcon>
      }
      title={t('batches.number', { id: String(row.batchId) })}
      figures={
        <span className={classes.facts}>
          <ToneBadge tone={TONE_OF_BATCH[row.state]} label={t(`batches.state.${row.state}`)} />
          <span className={classes.amount}>
            <MoneyText amountMinor={row.totalMinor} currency={row.currency} size="lg" strong />
          </span>
          <span>{row.bankAccountName}</span>
          <span>{t('batches.card.value', { date: dateText(row.valueDate, language) })}</span>
          <span>
            {t('batches.card.builtBy', { by: row.builtBy })} <InstantText at={row.builtAt} />
          </span>
          {row.exports > 0 && <span>{t('batches.card.exports', { count: row.exports })}</span>}
        </span>
      }
      actions={<EvidenceButton subject={{ kind: 'batch', batchId: row.batchId }} />}
    />
  )
}
