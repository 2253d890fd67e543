/** Bundles page-client.ts once and puts it into pages as `pageClient`. */
import { resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { build, type Rolldown } from 'vite'

export type PageClient = typeof import('./page-client.ts')

declare global {
  interface Window {
    pageClient: PageClient
  }
}

let bundled: Promise<string> | undefined

/** Evaluated by the debugger, so the page's content policy stays as it is. */
export async function installPageClient(page: Page): Promise<void> {
  bundled ??= bundle()
  await page.evaluate(`${await bundled}; window.pageClient = pageClient`)
}

async function bundle(): Promise<string> {
  const entry = resolve('test/e2e/support/page-client.ts')
  const result = (await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib: { entry, formats: ['iife'], name: 'pageClient' } },
  })) as Rolldown.RolldownOutput[]
  const code = result[0]?.output[0].code
  if (code === undefined) throw new Error('The page client was not bundled.')
  return code
}
