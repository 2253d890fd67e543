/** Getting in: the first start of a ledger, sign-in, demo people, reload, lock, second factor, and an engine that is gone. */
import { expect, test } from '@playwright/test'
import { totpCode } from '../../src/main/engine/features/operators/secrets.ts'
import { FirstRunPage, SignInPage } from './pages/sign-in.ts'
import { type BrowserShell, startBrowserShell } from './support/browser-shell.ts'
import { DEMO_PASSWORD, type DemoDesk, startDemoDesk } from './support/demo-desk.ts'

const PASSWORD = 'four plain words here'

test.describe('a new ledger', () => {
  test.describe.configure({ mode: 'serial' })
  let shell: BrowserShell

  test.beforeAll(async () => {
    shell = await startBrowserShell()
  })
  test.afterAll(async () => {
    await shell.stop()
  })

  test('begins with the desk and its first administrator, and says how good the password is', async ({ page }) => {
    await page.goto(await shell.newLink())
    const form = new FirstRunPage(page)
    const person = { desk: 'North Desk', name: 'Ann Au', userName: 'ann.au' }
    await form.fill({ ...person, password: 'short', repeated: 'short' })
    await expect(page.getByText('7 more characters needed')).toBeVisible()
    await expect(form.create).toBeDisabled()
    await form.fill({ ...person, password: PASSWORD, repeated: `${PASSWORD}!` })
    await expect(page.getByText('The two passwords are not the same.')).toBeVisible()
    await expect(form.create).toBeDisabled()
    await form.fill({ ...person, password: PASSWORD, repeated: PASSWORD })
    await expect(page.getByText('A strong password.')).toBeVisible()
    await page.getByRole('button', { name: 'Create the desk “North Desk”' }).click()

    const { rail } = new SignInPage(page)
    await expect(rail).toContainText('North Desk')
    await expect(rail.getByRole('link', { name: 'Operators' })).toBeVisible()
    await expect(rail.getByRole('link', { name: /^Batches/ }), 'an administrator pays nobody').toHaveCount(0)
  })

  test('has no demo people and no default password; a wrong one is answered with the next step', async ({ page }) => {
    await page.goto(await shell.newLink())
    const entrance = new SignInPage(page)
    await expect(page.getByRole('heading', { name: 'Sign in to North Desk' })).toBeVisible()
    await expect(page.getByText('Demo desk')).toHaveCount(0)
    await entrance.signIn('ann.au', 'not the password')
    await expect(entrance.alert).toContainText('do not match')
    await entrance.signIn('ann.au', PASSWORD)
    await entrance.isInside()
  })
})

/** Every test of the group begins at the sign-in page of one demo ledger. */
function demoLedger(): void {
  let desk: DemoDesk

  test.beforeAll(async () => {
    desk = await startDemoDesk('paid')
  })
  test.afterAll(async () => {
    await desk?.stop()
  })
  test.beforeEach(async ({ page }) => {
    await page.goto(await desk.shell.newLink())
  })
}

test.describe('a demo ledger', () => {
  demoLedger()

  test('lists its people with their roles in words; one click signs in', async ({ page }) => {
    const entrance = new SignInPage(page)
    await expect(page.getByText('Authorised signer').first()).toBeVisible()
    await expect(page.getByText(/authorisedSigner|departmentReviewer/)).toHaveCount(0)
    await entrance.be('Rita Lam')
    await entrance.isInside()
    await expect(page.getByRole('button', { name: 'Your menu: Rita Lam' })).toBeVisible()
    await expect(entrance.rail.getByRole('link', { name: /^Ledger/ })).toHaveCount(0)
  })

  test('keeps the person over a reload and forgets the person at sign-out', async ({ page }) => {
    const entrance = new SignInPage(page)
    await entrance.be('Carol Ng')
    await entrance.isInside()
    await page.reload()
    await expect(page.getByRole('button', { name: 'Your menu: Carol Ng' })).toBeVisible()
    await entrance.choose('Sign out')
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
    await page.reload()
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
  })

  test('hides the work while locked, also over a reload, and goes on where it was', async ({ page }) => {
    const entrance = new SignInPage(page)
    await entrance.be('Carol Ng')
    await entrance.isInside()
    await page.evaluate(() => {
      location.hash = '/queue/customerSupport'
    })
    const heading = page.getByRole('heading', { name: 'Customer Support' })
    await expect(heading).toBeVisible()
    await page.keyboard.press('Control+Alt+l')
    await expect(page.getByRole('heading', { name: 'The desk is locked' })).toBeVisible()
    await expect(heading).toBeHidden()
    await page.reload()
    await expect(page.getByText('Carol Ng, enter your password')).toBeVisible()
    await page.getByLabel('Password', { exact: true }).fill('wrong')
    await page.keyboard.press('Enter')
    await expect(entrance.alert).toBeVisible()
    await expect(heading).toBeHidden()
    await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD)
    await page.keyboard.press('Enter')
    await expect(heading).toBeVisible()
  })
})

test.describe('the person at a demo ledger', () => {
  demoLedger()

  test('speaks the language that the person chose, now and at the next sign-in', async ({ page }) => {
    const entrance = new SignInPage(page)
    await entrance.be('Dan Cheung')
    await page.getByRole('button', { name: /^Your menu/ }).click()
    await page.getByText('繁體中文').click()
    await expect(page.getByRole('link', { name: '首頁' })).toBeVisible()
    await page.reload()
    await expect(page.getByRole('link', { name: '首頁' })).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hant')
  })

  test('enrols an authenticator: the secret counts only after its first code', async ({ page }) => {
    const entrance = new SignInPage(page)
    await entrance.be('Otto Kwan')
    await entrance.choose(/second factor/i)
    const dialog = page.getByRole('dialog', { name: 'Second factor' })
    await dialog.getByLabel('Current password').fill(DEMO_PASSWORD)
    await dialog.getByRole('button', { name: 'Show the code to scan' }).click()
    // Replacing one asks for the old one.
    const asked = page.getByRole('dialog', { name: 'Confirm that it is you' })
    await asked.getByRole('button', { name: 'Use this code' }).click()
    await expect(asked).toBeHidden()
    await expect(dialog.getByRole('img', { name: 'Code to scan with an authenticator app' })).toBeVisible()
    const label = await dialog.getByRole('button', { name: /^Copy [A-Z2-7]{32}$/ }).getAttribute('aria-label')
    const secret = label?.replace('Copy ', '') ?? ''
    const typeCode = async (code: string): Promise<void> => {
      await dialog.getByRole('textbox').first().click()
      await page.keyboard.type(code)
    }
    const step = Math.floor(Date.now() / 30_000)
    await typeCode(totpCode(secret, step - 50))
    await expect(dialog.getByRole('alert')).toContainText('not right')
    await typeCode(totpCode(secret, Math.floor(Date.now() / 30_000)))
    await expect(page.getByText('Your second factor is set up.')).toBeVisible()
    await expect(dialog).toBeHidden()
  })

  test('finds people and commands with Ctrl+K, and every key on the help page', async ({ page }) => {
    const entrance = new SignInPage(page)
    await entrance.be('Carol Ng')
    await entrance.isInside()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('Lee Ka')
    const found = page.getByRole('option', { name: /Lee Ka Yan/ })
    await expect(found).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/#\/customers\/\d+$/)
    await page.keyboard.press('?')
    await expect(page.getByRole('heading', { name: 'Keyboard', exact: true })).toBeVisible()
    await page.keyboard.press('g')
    await page.keyboard.press('m')
    await expect(page.getByRole('heading', { name: 'My requests' })).toBeVisible()
  })
})

test('says when the engine is gone, and keeps the screen', async ({ page }) => {
  const desk = await startDemoDesk('paid')
  await page.goto(await desk.shell.newLink())
  const entrance = new SignInPage(page)
  await entrance.be('Carol Ng')
  await entrance.isInside()
  await desk.stop()
  await expect(page.getByText('The engine is not answering.')).toBeVisible()
  await entrance.isInside()
})
