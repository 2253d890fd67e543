/** Settings of the desk in groups, each with what it does in plain words; and the desk's own bank accounts. */
import { Alert, Skeleton } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import type { SettingKey } from '../../../contract/settings.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { useText } from '../../i18n/text.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { PageBody, PageHeader } from '../../ui/page-header.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { BankAccounts } from './bank-accounts.tsx'
import { SettingLine } from './setting-line.tsx'
import classes from './settings.module.css'

const GROUPS: readonly {
  name: 'desk' | 'withdrawal' | 'checks' | 'incentives' | 'cheques' | 'signIn'
  keys: readonly SettingKey[]
}[] = [
  { name: 'desk', keys: ['desk.name', 'desk.timeZone', 'desk.profile', 'desk.batchCut'] },
  {
    name: 'withdrawal',
    keys: [
      'withdrawal.dueHours',
      'withdrawal.minimumLevelGeneral',
      'withdrawal.defaultFeeMinor',
      'destinations.secondPerson',
      'destinations.coolingOffHours',
      'transfers.bank',
    ],
  },
  { name: 'cheques', keys: ['cheques.wordsLanguage', 'cheques.validityMonths', 'cheques.printByHand'] },
  {
    name: 'checks',
    keys: [
      'checks.minimumAgeDays',
      'checks.destinationAgeDays',
      'checks.duplicateFields',
      'checks.duplicateDays',
      'checks.repeatDays',
      'checks.initialDepositMinor',
      'checks.initialDepositCurrency',
      'checks.nameScore',
      'checks.unusualFactor',
    ],
  },
  {
    name: 'incentives',
    keys: [
      'incentives.bankTransfer',
      'incentives.giftCards',
      'incentives.unverifiedLimitMinor',
      'incentives.limitCurrency',
    ],
  },
  {
    name: 'signIn',
    keys: ['session.idleLockMinutes', 'session.stepUpMinutes', 'session.lockOutTries', 'session.lockOutMinutes'],
  },
]

export default function SettingsPage() {
  const t = useText()
  const me = useMe()
  const list = useApi(['settings.list'], () => api.settings.list({}), { topics: ['settings'] })
  const mayWrite = me.permissions.includes('admin.settings')
  const byKey = new Map(list.data?.map((setting) => [setting.key, setting]))
  return (
    <PageBody wide={false}>
      <PageHeader title={t('settings.title')} />
      <p className={classes.lead}>{t('settings.lead')}</p>
      {!mayWrite && <Alert icon={<IconLock size={18} />}>{t('settings.readOnly')}</Alert>}
      {list.problem !== null && <ErrorNote sentence={list.problem} onRetry={list.reload} />}
      {list.loading && <Skeleton height={360} />}
      <BankAccounts mayWrite={mayWrite} />
      {list.data &&
        GROUPS.map(({ name, keys }) => (
          <SectionCard key={name} flush title={t(`settings.group.${name}`)}>
            {keys.map((key) => {
              const setting = byKey.get(key)
              // Another value from elsewhere starts the line anew.
              return setting && <SettingLine key={`${key}-${setting.version}`} setting={setting} mayWrite={mayWrite} />
            })}
          </SectionCard>
        ))}
    </PageBody>
  )
}
