/** Every place of the desk that a person can go to: its address, its name, who may go there, and its count in the rail. */
import {
  IconAlertOctagon,
  IconArrowsExchange,
  IconBolt,
  IconBook2,
  IconBuildingBank,
  IconCalendarCheck,
  IconCalendarTime,
  IconCash,
  IconClipboardList,
  IconCoin,
  IconFileImport,
  IconFingerprint,
  IconGauge,
  IconHome,
  IconInbox,
  IconKeyboard,
  IconList,
  IconListDetails,
  IconMail,
  IconMessageReply,
  IconPackage,
  IconReportAnalytics,
  IconRotateClockwise,
  IconRoute,
  IconSettings,
  IconShieldExclamation,
  IconShieldLock,
  IconSignature,
  IconSitemap,
  IconTable,
  IconTimeline,
  IconUser,
  IconUsers,
  IconUsersGroup,
  IconUsersPlus,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { DEPARTMENTS, type Department, type Permission } from '../../../contract/permissions.ts'
import type { Profile } from '../../../contract/profile.ts'
import { DECIDERS } from '../../../contract/proposals.ts'
import type { TextKey } from '../../i18n/en.ts'

export type PlaceGroup = 'top' | 'queues' | 'money' | 'books' | 'desk'
export type Counts = {
  mine: number
  departments: readonly { department: Department; open: number; overdue: number }[]
  batchesWaiting: number
  batchesToRelease: number
  chequesWaiting: number
  chequesToConfirm: number
  chequesToSign: number
  linesUnmatched: number
  failuresToDecide: number
  changesToConfirm: number
  cap: number
}
export type PlaceCount = { open: number; late: number }

export type Place = {
  href: string
  icon: ReactNode
  group: PlaceGroup
  /** A text of the window, or a department whose name comes from the profile. */
  name: { text: TextKey } | { department: Department }
  permissions: readonly Permission[]
  count?(counts: Counts): PlaceCount
  /** Reached from other pages and the palette, but has no entry in the rail. */
  offRail?: boolean
}

const icon = { size: 17, stroke: 1.6 } as const
const onlyOpen = (open: number): PlaceCount => ({ open, late: 0 })

/** The departments whose queues a person sees: those of the desk's own workflow, one's own, and every other that holds something. */
export function shownDepartments(
  about: { profile: Pick<Profile, 'departments'> | undefined; own: Department | null },
  counts: Pick<Counts, 'departments'> | undefined,
): readonly Department[] {
  const ofDesk = about.profile?.departments.map(({ department }) => department) ?? []
  const holding = counts?.departments.filter(({ open }) => open > 0).map(({ department }) => department) ?? []
  const own = about.own !== null && ofAnyProfile(counts, about.own) ? [about.own] : []
  return departmentsOf(counts).filter((each) => ofDesk.includes(each) || holding.includes(each) || own.includes(each))
}

/** The built-in departments in their usual order, then those that the desk added and a workflow uses. */
export function departmentsOf(counts: Pick<Counts, 'departments'> | undefined): readonly Department[] {
  return [...new Set([...DEPARTMENTS, ...(counts?.departments ?? []).map(({ department }) => department)])]
}

const ofAnyProfile = (counts: Pick<Counts, 'departments'> | undefined, department: Department): boolean =>
  counts?.departments.some((each) => each.department === department) ?? false

const queueOf = (department: Department): Place => ({
  href: `/queue/${department}`,
  icon: <IconInbox {...icon} />,
  group: 'queues',
  name: { department },
  permissions: ['withdrawals.access'],
  count: (counts) => {
    const found = counts.departments.find((each) => each.department === department)
    return { open: found?.open ?? 0, late: found?.overdue ?? 0 }
  },
})

export const PLACES: readonly Place[] = [
  { href: '/', icon: <IconHome {...icon} />, group: 'top', name: { text: 'desk.home' }, permissions: [] },
  {
    href: '/queue/mine',
    icon: <IconUser {...icon} />,
    group: 'queues',
    name: { text: 'desk.mine' },
    permissions: ['withdrawals.access'],
    count: (counts) => onlyOpen(counts.mine),
  },
  ...DEPARTMENTS.map(queueOf),
  {
    href: '/queue/all',
    icon: <IconListDetails {...icon} />,
    group: 'queues',
    name: { text: 'desk.all' },
    permissions: ['withdrawals.access'],
  },
  {
    href: '/intake',
    icon: <IconFileImport {...icon} />,
    group: 'queues',
    name: { text: 'desk.intake' },
    permissions: ['withdrawals.import'],
  },
  {
    href: '/batches',
    icon: <IconPackage {...icon} />,
    group: 'money',
    name: { text: 'desk.batches' },
    permissions: ['batches.build', 'batches.release'],
    count: (counts) => onlyOpen(counts.batchesWaiting + counts.batchesToRelease),
  },
  {
    href: '/timeline',
    icon: <IconTimeline {...icon} />,
    group: 'money',
    name: { text: 'timeline.title' },
    permissions: ['batches.build', 'batches.release', 'cashTasksOut.remit'],
  },
  {
    href: '/transfers',
    icon: <IconBolt {...icon} />,
    group: 'money',
    name: { text: 'transfers.title' },
    permissions: ['cashTasksOut.remit', 'batches.build', 'batches.release'],
  },
  {
    href: '/failures',
    icon: <IconRotateClockwise {...icon} />,
    group: 'money',
    name: { text: 'failures.title' },
    permissions: ['withdrawals.process', 'cashTasksOut.remit', 'withdrawals.hold', 'withdrawals.decideRisk'],
    count: (counts) => onlyOpen(counts.failuresToDecide),
  },
  {
    href: '/signers',
    icon: <IconSignature {...icon} />,
    group: 'money',
    name: { text: 'signers.title' },
    permissions: ['batches.build', 'batches.release', 'admin.settings'],
  },
  {
    href: '/answers',
    icon: <IconMessageReply {...icon} />,
    group: 'money',
    name: { text: 'answers.title' },
    permissions: ['batches.build', 'statements.match'],
  },
  {
    href: '/cheques',
    icon: <IconCash {...icon} />,
    group: 'money',
    name: { text: 'desk.cheques' },
    permissions: ['cheques.print', 'cheques.sign', 'cheques.release'],
    count: (counts) => onlyOpen(counts.chequesWaiting + counts.chequesToConfirm + counts.chequesToSign),
  },
  {
    href: '/statements',
    icon: <IconBuildingBank {...icon} />,
    group: 'money',
    name: { text: 'desk.statements' },
    permissions: ['statements.import', 'statements.match'],
    count: (counts) => onlyOpen(counts.linesUnmatched),
  },
  {
    href: '/days',
    icon: <IconCalendarCheck {...icon} />,
    group: 'money',
    name: { text: 'desk.days' },
    permissions: ['days.prepare', 'days.sign'],
  },
  {
    href: '/movements',
    icon: <IconArrowsExchange {...icon} />,
    group: 'books',
    name: { text: 'desk.movements' },
    permissions: ['ledger.read'],
  },
  {
    href: '/audits',
    icon: <IconClipboardList {...icon} />,
    group: 'books',
    name: { text: 'desk.audits' },
    permissions: ['audit.read'],
  },
  {
    href: '/reports',
    icon: <IconReportAnalytics {...icon} />,
    group: 'books',
    name: { text: 'desk.reports' },
    permissions: ['ledger.read'],
  },
  {
    href: '/ledger',
    icon: <IconBook2 {...icon} />,
    group: 'books',
    name: { text: 'desk.ledger' },
    permissions: ['ledger.read'],
  },
  {
    href: '/audit',
    icon: <IconFingerprint {...icon} />,
    group: 'books',
    name: { text: 'desk.audit' },
    permissions: ['audit.read'],
  },
  {
    href: '/incentives',
    icon: <IconCoin {...icon} />,
    group: 'money',
    name: { text: 'desk.incentives' },
    permissions: ['incentives.manage', 'incentives.pay'],
  },
  {
    href: '/risk',
    icon: <IconShieldExclamation {...icon} />,
    group: 'books',
    name: { text: 'desk.risk' },
    permissions: ['risk.register', 'risk.spotCheck', 'withdrawals.decideRisk', 'ledger.adjust'],
  },
  {
    href: '/customers',
    icon: <IconUsers {...icon} />,
    group: 'books',
    name: { text: 'desk.customers' },
    permissions: ['customers.read'],
  },
  {
    href: '/emergency',
    icon: <IconAlertOctagon {...icon} />,
    group: 'desk',
    name: { text: 'emergencies.title' },
    permissions: ['batches.release', 'cashTasksOut.remit', 'admin.settings', 'days.sign'],
  },
  {
    href: '/channels',
    icon: <IconRoute {...icon} />,
    group: 'desk',
    name: { text: 'channels.title' },
    permissions: ['cashTasksOut.confirm', 'batches.build', 'admin.settings', 'audit.read'],
  },
  {
    href: '/profiles',
    icon: <IconSitemap {...icon} />,
    group: 'desk',
    name: { text: 'desk.profiles' },
    permissions: ['admin.profiles', 'audit.read'],
  },
  { href: '/matrix', icon: <IconTable {...icon} />, group: 'desk', name: { text: 'desk.matrix' }, permissions: [] },
  {
    href: '/operators',
    icon: <IconUsersGroup {...icon} />,
    group: 'desk',
    name: { text: 'desk.operators' },
    permissions: ['admin.operators', 'audit.read'],
  },
  {
    href: '/calendars',
    icon: <IconCalendarTime {...icon} />,
    group: 'desk',
    name: { text: 'desk.calendars' },
    permissions: [],
  },
  {
    href: '/rules',
    icon: <IconGauge {...icon} />,
    group: 'desk',
    name: { text: 'desk.rules' },
    permissions: ['limits.manage', 'audit.read'],
  },
  {
    href: '/lists',
    icon: <IconList {...icon} />,
    group: 'desk',
    name: { text: 'desk.lists' },
    permissions: ['admin.settings', 'admin.profiles', 'audit.read'],
  },
  {
    href: '/rights',
    icon: <IconShieldLock {...icon} />,
    group: 'desk',
    name: { text: 'desk.rights' },
    permissions: ['admin.operators', 'audit.read'],
  },
  {
    href: '/delegations',
    icon: <IconArrowsExchange {...icon} />,
    group: 'desk',
    name: { text: 'desk.delegations' },
    permissions: [],
  },
  {
    href: '/changes',
    icon: <IconUsersPlus {...icon} />,
    group: 'desk',
    name: { text: 'desk.changes' },
    permissions: DECIDERS,
    count: (counts) => onlyOpen(counts.changesToConfirm),
  },
  {
    href: '/messages',
    icon: <IconMail {...icon} />,
    group: 'desk',
    name: { text: 'desk.messages' },
    permissions: ['admin.settings', 'audit.read'],
  },
  {
    href: '/settings',
    icon: <IconSettings {...icon} />,
    group: 'desk',
    name: { text: 'desk.settings' },
    permissions: ['admin.settings', 'audit.read'],
  },
  {
    href: '/help',
    icon: <IconKeyboard {...icon} />,
    group: 'desk',
    name: { text: 'desk.help' },
    permissions: [],
    offRail: true,
  },
]

/** The places that a person may open; the queues of departments that the desk added follow the built-in ones. */
export function placesFor(permissions: readonly Permission[], counts?: Counts): readonly Place[] {
  const own = departmentsOf(counts).slice(DEPARTMENTS.length).map(queueOf)
  const at = PLACES.findIndex(({ href }) => href === '/queue/all')
  return [...PLACES.slice(0, at), ...own, ...PLACES.slice(at)].filter(
    (place) => place.permissions.length === 0 || place.permissions.some((each) => permissions.includes(each)),
  )
}
