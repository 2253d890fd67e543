/** Cheques: print a run, answer for the leaves, sign, release, deposit; the register, the books, the drawer and the printers. */
import { Tabs } from '@mantine/core'
import {
  type Icon,
  IconBook2,
  IconBuildingBank,
  IconLayout,
  IconListCheck,
  IconListSearch,
  IconLockSquare,
  IconPrinter,
  IconRuler2,
  IconSignature,
  IconUsersGroup,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { useLocation, useParams, useSearch } from 'wouter'
import type { Permission } from '../../../contract/permissions.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import type { TextKey } from '../../i18n/en.ts'
import { useText } from '../../i18n/text.tsx'
import { PageBody, PageHeader } from '../../ui/page-header.tsx'
import { TabCount } from '../../ui/tab-count.tsx'
import { ChequeBooks } from './cheque-books.tsx'
import { ChequeRegister, leafIn } from './cheque-register.tsx'
import { DepositLists } from './deposit-lists.tsx'
import { Drawer } from './drawer.tsx'
import { Forms } from './forms.tsx'
import { IssueLists } from './issue-lists.tsx'
import { PrintRun } from './print-run.tsx'
import { Printers } from './printers.tsx'
import { Signers } from './signers.tsx'
import { SigningQueue } from './signing-queue.tsx'

type Part = {
  value: string
  text: TextKey
  icon: Icon
  panel: ComponentType
  /** Any one of these; none: everybody who may open the page. */
  permissions?: readonly Permission[]
}

const PARTS: readonly Part[] = [
  { value: 'run', text: 'cheques.tab.run', icon: IconPrinter, panel: PrintRun, permissions: ['cheques.print'] },
  { value: 'signing', text: 'cheques.tab.signing', icon: IconSignature, panel: SigningQueue },
  { value: 'deposits', text: 'cheques.tab.deposits', icon: IconBuildingBank, panel: DepositLists },
  { value: 'register', text: 'cheques.tab.register', icon: IconListSearch, panel: ChequeRegister },
  { value: 'books', text: 'cheques.tab.books', icon: IconBook2, panel: ChequeBooks },
  {
    value: 'lists',
    text: 'issueFiles.tab',
    icon: IconListCheck,
    panel: IssueLists,
    permissions: ['cheques.print', 'cheques.release', 'ledger.read'],
  },
  { value: 'drawer', text: 'cheques.tab.drawer', icon: IconLockSquare, panel: Drawer },
  {
    value: 'printers',
    text: 'cheques.tab.printers',
    icon: IconRuler2,
    panel: Printers,
    permissions: ['cheques.print', 'cheques.release'],
  },
  {
    value: 'layouts',
    text: 'cheques.tab.layouts',
    icon: IconLayout,
    panel: Forms,
    permissions: ['cheques.print', 'cheques.release', 'admin.settings'],
  },
  {
    value: 'signers',
    text: 'cheques.tab.signers',
    icon: IconUsersGroup,
    panel: Signers,
    permissions: ['cheques.print', 'cheques.sign', 'cheques.release', 'admin.operators'],
  },
]

export default function ChequesPage() {
  const t = useText()
  const [, go] = useLocation()
  const wanted = useParams().tab
  const leafId = leafIn(useSearch())
  const { parts, first } = useParts()
  const counts = useApi(['desk.counts'], () => api.desk.counts({}), { topics: ['cheques', 'requests'] })
  const open: Record<string, number> = {
    run: (counts.data?.chequesWaiting ?? 0) + (counts.data?.chequesToConfirm ?? 0),
    signing: counts.data?.chequesToSign ?? 0,
  }
  // A link to one leaf opens the register, where every leaf can be seen.
  const opened = wanted === undefined && leafId !== null ? 'register' : first
  const tab = parts.find(({ value }) => value === wanted)?.value ?? opened
  return (
    <PageBody>
      <PageHeader title={t('cheques.title')} figures={t('cheques.lead')} />
      <Tabs value={tab} onChange={(value) => value && go(`/cheques/${value}`)} keepMounted={false}>
        <Tabs.List mb="md">
          {parts.map(({ value, text, icon: PartIcon }) => (
            <Tabs.Tab key={value} value={value} leftSection={<PartIcon size={16} />}>
              {t(text)}
              {open[value] !== undefined && <TabCount count={open[value]} />}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {parts.map(({ value, panel: Panel }) => (
          <Tabs.Panel key={value} value={value}>
            <Panel />
          </Tabs.Panel>
        ))}
      </Tabs>
    </PageBody>
  )
}

/** The parts that this person may open, and the one they come for. */
function useParts(): { parts: readonly Part[]; first: string } {
  const me = useMe()
  const may = (...permissions: readonly Permission[]): boolean =>
    permissions.some((each) => me.permissions.includes(each))
  const parts = PARTS.filter(({ permissions }) => permissions === undefined || may(...permissions))
  const signs = may('cheques.sign', 'cheques.release')
  return { parts, first: may('cheques.print') ? 'run' : signs ? 'signing' : 'register' }
}
