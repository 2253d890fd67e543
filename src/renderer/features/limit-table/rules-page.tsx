/** Limits, the blacklist and the high-risk regions: what the checks compare with. */
import { Tabs } from '@mantine/core'
import { IconBan, IconGauge, IconWorldExclamation } from '@tabler/icons-react'
import { useLocation, useParams } from 'wouter'
import { useMe } from '../../api/session.ts'
import { useText } from '../../i18n/text.tsx'
import { PageBody, PageHeader } from '../../ui/page-header.tsx'
import { Blacklist } from '../blacklist/blacklist.tsx'
import { RiskRegions } from '../risk/risk-regions.tsx'
import { LimitList } from './limit-list.tsx'

const TABS = ['limits', 'blacklist', 'regions'] as const

export default function RulesPage() {
  const t = useText()
  const me = useMe()
  const [, go] = useLocation()
  const wanted = useParams().tab
  const mayWrite = me.permissions.includes('limits.manage')
  return (
    <PageBody>
      <PageHeader title={t('limits.title')} figures={t('limits.lead')} />
      <Tabs
        value={TABS.find((each) => each === wanted) ?? 'limits'}
        onChange={(value) => value && go(`/rules/${value}`)}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="limits" leftSection={<IconGauge size={16} />}>
            {t('limits.tab.limits')}
          </Tabs.Tab>
          <Tabs.Tab value="blacklist" leftSection={<IconBan size={16} />}>
            {t('limits.tab.blacklist')}
          </Tabs.Tab>
          <Tabs.Tab value="regions" leftSection={<IconWorldExclamation size={16} />}>
            {t('limits.tab.regions')}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="limits">
          <LimitList mayWrite={mayWrite} />
        </Tabs.Panel>
        <Tabs.Panel value="blacklist">
          <Blacklist mayWrite={mayWrite} />
        </Tabs.Panel>
        <Tabs.Panel value="regions">
          <RiskRegions mayWrite={mayWrite} />
        </Tabs.Panel>
      </Tabs>
    </PageBody>
  )
}
