/**
 * Every page of the window: its address, who may open it, and the file that is loaded when it is opened. Whoever adds a
 * page adds its line here.
 */
import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import type { Permission } from '../contract/permissions.ts'
import { DECIDERS } from '../contract/proposals.ts'

export type Page = LazyExoticComponent<ComponentType>
export type PageRoute = {
  path: string
  page: Page
  /** Any one of these opens the page; none = everybody who is signed in. */
  permissions?: readonly Permission[]
}

const FAILURES: readonly Permission[] = [
  'withdrawals.process',
  'cashTasksOut.remit',
  'withdrawals.hold',
  'withdrawals.decideRisk',
  'ledger.read',
]

export const ROUTES: readonly PageRoute[] = [
  { path: '/', page: lazy(() => import('./features/desk/home-page.tsx')) },
  { path: '/help/:topic?', page: lazy(() => import('./features/help/help-page.tsx')) },
  {
    path: '/queue/:view',
    page: lazy(() => import('./features/requests/queue-page.tsx')),
    permissions: ['withdrawals.access'],
  },
  {
    path: '/requests/:id',
    page: lazy(() => import('./features/requests/request-page.tsx')),
    permissions: ['withdrawals.access'],
  },
  {
    path: '/requests/:id/audit',
    page: lazy(() => import('./features/requests/request-audit-page.tsx')),
    permissions: ['withdrawals.access', 'audit.read'],
  },
  { path: '/profiles', page: lazy(() => import('./features/workflow/profiles-page.tsx')) },
  { path: '/matrix', page: lazy(() => import('./features/workflow/matrix-page.tsx')) },
  {
    path: '/customers',
    page: lazy(() => import('./features/customers/customers-page.tsx')),
    permissions: ['customers.read'],
  },
  {
    path: '/customers/:id',
    page: lazy(() => import('./features/customers/customer-page.tsx')),
    permissions: ['customers.read'],
  },
  {
    path: '/accounts/:id',
    page: lazy(() => import('./features/customers/account-page.tsx')),
    permissions: ['customers.read'],
  },
  {
    path: '/intake',
    page: lazy(() => import('./features/intake/intake-page.tsx')),
    permissions: ['withdrawals.import'],
  },
  {
    path: '/batches',
    page: lazy(() => import('./features/batches/batches-page.tsx')),
    permissions: ['batches.build', 'batches.release', 'ledger.read'],
  },
  {
    path: '/batches/:id',
    page: lazy(() => import('./features/batches/batch-page.tsx')),
    permissions: ['batches.build', 'batches.release', 'ledger.read'],
  },
  {
    path: '/answers',
    page: lazy(() => import('./features/answers/answers-page.tsx')),
    permissions: ['batches.build', 'statements.match'],
  },
  {
    path: '/transfers',
    page: lazy(() => import('./features/transfers/transfers-page.tsx')),
    permissions: ['cashTasksOut.remit', 'batches.build', 'batches.release', 'ledger.read'],
  },
  {
    path: '/failures',
    page: lazy(() => import('./features/failures/failures-page.tsx')),
    permissions: FAILURES,
  },
  {
    path: '/failures/:id',
    page: lazy(() => import('./features/failures/failures-page.tsx')),
    permissions: FAILURES,
  },
  {
    path: '/emergency',
    page: lazy(() => import('./features/emergencies/emergencies-page.tsx')),
    permissions: [
      'batches.build',
      'batches.release',
      'cashTasksOut.remit',
      'admin.settings',
      'audit.read',
      'days.sign',
    ],
  },
  {
    path: '/channels/:tab?',
    page: lazy(() => import('./features/channels/channels-page.tsx')),
    permissions: ['withdrawals.access', 'admin.settings', 'audit.read'],
  },
  {
    path: '/cheques/:tab?',
    page: lazy(() => import('./features/cheques/cheques-page.tsx')),
    permissions: [
      'cheques.print',
      'cheques.sign',
      'cheques.release',
      'ledger.read',
      'admin.settings',
      'admin.operators',
    ],
  },
  {
    path: '/statements/:tab?',
    page: lazy(() => import('./features/statements/statements-page.tsx')),
    permissions: ['statements.import', 'statements.match', 'ledger.read'],
  },
  {
    path: '/days',
    page: lazy(() => import('./features/days/days-page.tsx')),
    permissions: ['days.prepare', 'days.sign', 'ledger.read', 'audit.read'],
  },
  {
    path: '/days/:date',
    page: lazy(() => import('./features/days/day-page.tsx')),
    permissions: ['days.prepare', 'days.sign', 'ledger.read', 'audit.read'],
  },
  {
    path: '/audits',
    page: lazy(() => import('./features/audits/audits-page.tsx')),
    permissions: ['audit.read'],
  },
  {
    path: '/audits/:auditId',
    page: lazy(() => import('./features/audits/audit-page.tsx')),
    permissions: ['audit.read'],
  },
  {
    path: '/reports',
    page: lazy(() => import('./features/reports/reports-page.tsx')),
    permissions: ['ledger.read'],
  },
  {
    path: '/movements',
    page: lazy(() => import('./features/movements/movements-page.tsx')),
    permissions: ['ledger.read'],
  },
  {
    path: '/ledger/:tab?',
    page: lazy(() => import('./features/ledger/ledger-page.tsx')),
    permissions: ['ledger.read', 'audit.read'],
  },
  {
    path: '/audit',
    page: lazy(() => import('./features/audit/audit-page.tsx')),
    permissions: ['audit.read'],
  },
  {
    path: '/incentives',
    page: lazy(() => import('./features/incentives/incentives-page.tsx')),
    permissions: ['incentives.manage', 'incentives.pay', 'admin.settings'],
  },
  {
    path: '/risk/:tab?',
    page: lazy(() => import('./features/risk/risk-page.tsx')),
    permissions: ['risk.register', 'risk.spotCheck', 'withdrawals.decideRisk', 'audit.read'],
  },
  {
    path: '/rules/:tab?',
    page: lazy(() => import('./features/limit-table/rules-page.tsx')),
    permissions: ['limits.manage', 'checks.answer', 'audit.read'],
  },
  {
    path: '/operators',
    page: lazy(() => import('./features/operators/operators-page.tsx')),
    permissions: ['admin.operators', 'audit.read'],
  },
  {
    path: '/timeline/:tab?',
    page: lazy(() => import('./features/timeline/timeline-page.tsx')),
    permissions: [
      'withdrawals.access',
      'batches.build',
      'batches.release',
      'cashTasksOut.remit',
      'ledger.read',
      'audit.read',
    ],
  },
  {
    path: '/signers',
    page: lazy(() => import('./features/signers/signers-page.tsx')),
    permissions: ['batches.build', 'batches.release', 'admin.settings', 'audit.read'],
  },
  { path: '/calendars', page: lazy(() => import('./features/calendars/calendars-page.tsx')) },
  {
    path: '/lists/:tab?',
    page: lazy(() => import('./features/lists/lists-page.tsx')),
    permissions: ['admin.settings', 'admin.profiles', 'audit.read'],
  },
  {
    path: '/rights/:tab?',
    page: lazy(() => import('./features/roles/rights-page.tsx')),
    permissions: ['admin.operators', 'audit.read'],
  },
  {
    path: '/delegations',
    page: lazy(() => import('./features/delegations/delegations-page.tsx')),
  },
  {
    path: '/changes/:tab?',
    page: lazy(() => import('./features/proposals/changes-page.tsx')),
    permissions: [...DECIDERS, 'audit.read'],
  },
  {
    path: '/messages/:tab?',
    page: lazy(() => import('./features/notifications/messages-page.tsx')),
    permissions: ['admin.settings', 'audit.read'],
  },
  {
    path: '/settings',
    page: lazy(() => import('./features/settings/settings-page.tsx')),
    permissions: ['admin.settings', 'audit.read'],
  },
]
