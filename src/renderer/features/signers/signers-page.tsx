/** Authorised signers per bank: who signs today, who is away, and to which day a file waits (R3-17…R3-21). */
import { Skeleton } from '@mantine/core'
import { IconBuildingBank } from '@tabler/icons-react'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { PageBody, PageHeader } from '../../ui/page-header.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { Absences } from './absences.tsx'
import { BankCard } from './bank-card.tsx'
import classes from './signers.module.css'

export default function SignersPage() {
  const t = useText()
  const list = useApi(['signers.list'], () => api.signers.list({}), { topics: ['signers', 'operators', 'settings'] })
  const { data } = list
  return (
    <PageBody>
      <PageHeader title={t('signers.title')} figures={t('signers.lead')} />
      {list.problem !== null && <ErrorNote sentence={list.problem} onRetry={list.reload} />}
      {list.loading && <Skeleton height={320} />}
      {data && (
        <div className={classes.split}>
          <div className={classes.banks}>
            {data.banks.length === 0 && (
              <SectionCard>
                <EmptyState icon={<IconBuildingBank size={24} />} sentence={t('signers.noBank')} />
              </SectionCard>
            )}
            {data.banks.map((bank) => (
              <BankCard key={bank.bankCode} bank={bank} people={data.people} today={data.today} />
            ))}
          </div>
          <Absences absences={data.absences} people={data.people} today={data.today} />
        </div>
      )}
    </PageBody>
  )
}
