/**
 * Every page of the window: its address, who may open it, and the file that is loaded when it is opened. Whoever adds a
 * page adds its line here.
 */
import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import type { Permission } from '../contract/permissions.ts'

export type Page = LazyExoticComponent<ComponentType>
export type PageRoute = {
  path: string
  page: Page
  /** Any one of these opens the page; none = everybody who is signed in. */
  permissions?: readonly Permission[]
}

export const ROUTES: readonly PageRoute[] = [
  { path: '/', page: lazy(() => import('./features/desk/home-page.tsx')) },
  { path: '/help', page: lazy(() => import('./features/desk/help-page.tsx')) },
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
]
