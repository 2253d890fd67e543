/**
 * Window tests. The `browser` project drives the built desk through the browser shell in a real Chromium; the `desktop`
 * project drives the desktop shell through Playwright's Electron support, in Electron when ELECTRON_BIN is set and in the
 * stand-in of test/support otherwise.
 */
import { defineConfig } from '@playwright/test'

const isRoot = process.getuid?.() === 0
const chromium = process.env.CHROMIUM_BIN

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  // Each spec starts a desk of its own; two at a time would fight for the processor, not for data.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  use: {
    viewport: { width: 1366, height: 768 },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      // Chromium refuses to run its sandbox as root; every other user keeps it.
      args: ['--disable-background-networking', '--disable-quic', ...(isRoot ? ['--no-sandbox'] : [])],
    },
  },
  projects: [
    { name: 'browser', testIgnore: 'desktop/**' },
    { name: 'desktop', testMatch: 'desktop/**/*.spec.ts' },
  ],
})
