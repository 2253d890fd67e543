/** Wire batches: what waits to be built into one, and the batches themselves with their next step. */
import { useMe } from '../../api/session.ts'
import { useText } from '../../i18n/text.tsx'
import { PageBody, PageHeader } from '../../ui/page-header.tsx'
import { BatchList } from './batch-list.tsx'
import { WaitingForBatch } from './waiting-for-batch.tsx'

export default function BatchesPage() {
  const t = useText()
  const me = useMe()
  const mayBuild = me.permissions.includes('batches.build')
  return (
    <PageBody>
      <PageHeader title={t('batches.title')} figures={t('batches.lead')} />
      {mayBuild && <WaitingForBatch />}
      <BatchList />
    </PageBody>
  )
}
