/** The bank's file as the bank will read it: the stored bytes, with their digest. */
import { IconFileCode } from '@tabler/icons-react'
import type { BatchCard } from '../../../contract/batches.ts'
import { useText } from '../../i18n/text.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { FACING_HEIGHT } from './batch-lines.tsx'
import classes from './batches.module.css'

export function BatchFile({ card }: { card: BatchCard }) {
  const t = useText()
  const { fileName, fileSha256 } = card.row
  if (card.fileExcerpt === null) {
    return (
      <SectionCard title={t('batches.card.file')}>
        <EmptyState icon={<IconFileCode size={24} />} sentence={t('batches.card.fileNone')} />
      </SectionCard>
    )
  }
  return (
    <SectionCard
      flush
      title={t('batches.card.file')}
      aside={
        <span className={classes.facts}>
          {fileName}
          {fileSha256 !== null && <CopyText text={fileSha256} />}
        </span>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling part must be reachable by keyboard */}
      <pre className={classes.file} style={{ height: FACING_HEIGHT }} tabIndex={0}>
        {card.fileExcerpt}
      </pre>
    </SectionCard>
  )
}
