/** High-risk clients and regions: the register, deposits to enter, the monthly spot check (R3-55, R3-62, R3-63). */
import { Tabs } from '@mantine/core'
import { IconListSearch, IconLock, IconNotebook, IconPigMoney } from '@tabler/icons-react'
import { useLocation, useParams } from 'wouter'
import type { Permission } from '../../../contract/permissions.ts'
import { useMe } from '../../api/session.ts'
import { useText } from '../../i18n/text.tsx'
import { PageBody, PageHeader } from '../../ui/page-header.tsx'
import { HeldMoneyList } from '../held-money/held-money-list.tsx'
import { DepositList } from './deposit-list.tsx'
import { RiskRegister } from './risk-register.tsx'
import { SpotChecks } from './spot-checks.tsx'

const TABS = ['register', 'deposits', 'held', 'spot'] as const

export default function RiskPage() {
  const t = useText()
  const me = useMe()
  const [, go] = useLocation()
  const wanted = useParams().tab
  const may = (...permissions: Permission[]): boolean => permissions.some((each) => me.permissions.includes(each))
  // Finance decides about held money and has no business with the register.
  const reads = may('risk.register', 'withdrawals.decideRisk', 'risk.spotCheck', 'audit.read')
  return (
    <PageBody>
      <PageHeader title={t('risk.title')} figures={t('risk.lead')} />
      <Tabs
        value={TABS.find((each) => each === wanted) ?? (reads ? 'register' : 'held')}
        onChange={(value) => value && go(`/risk/${value}`)}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {reads && (
            <Tabs.Tab value="register" leftSection={<IconNotebook size={16} />}>
              {t('risk.tab.register')}
            </Tabs.Tab>
          )}
          {may('risk.register', 'risk.spotCheck') && (
            <Tabs.Tab value="deposits" leftSection={<IconPigMoney size={16} />}>
              {t('risk.tab.deposits')}
            </Tabs.Tab>
          )}
          {may('withdrawals.decideRisk', 'ledger.adjust', 'audit.read') && (
            <Tabs.Tab value="held" leftSection={<IconLock size={16} />}>
              {t('heldMoney.tab')}
            </Tabs.Tab>
          )}
          {may('risk.spotCheck', 'audit.read') && (
            <Tabs.Tab value="spot" leftSection={<IconListSearch size={16} />}>
              {t('risk.tab.spot')}
            </Tabs.Tab>
          )}
        </Tabs.List>
        <Tabs.Panel value="register">
          <RiskRegister />
        </Tabs.Panel>
        <Tabs.Panel value="deposits">
          <DepositList mayEnter={may('risk.register')} />
        </Tabs.Panel>
        <Tabs.Panel value="held">
          <HeldMoneyList mayDecide={may('withdrawals.decideRisk', 'ledger.adjust')} />
        </Tabs.Panel>
        <Tabs.Panel value="spot">
          <SpotChecks mayWrite={may('risk.spotCheck')} />
        </Tabs.Panel>
      </Tabs>
    </PageBody>
  )
}
