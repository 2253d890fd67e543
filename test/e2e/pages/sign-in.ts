/** Sign-in, first run, lock and the person's own menu as a person uses them. */
import { expect, type Locator, type Page } from '@playwright/test'

export class SignInPage {
  readonly page: Page
  readonly alert: Locator
  constructor(page: Page) {
    this.page = page
    this.alert = page.getByRole('alert')
  }

  async signIn(userName: string, password: string): Promise<void> {
    await this.page.getByLabel('User name').fill(userName)
    await this.page.getByLabel('Password', { exact: true }).fill(password)
    await this.page.getByRole('button', { name: 'Sign in', exact: true }).click()
  }

  /** One click on a person of a demo ledger. */
  async be(name: string): Promise<void> {
    await this.page.getByRole('button', { name: `Sign in as ${name}` }).click()
  }

  async isInside(): Promise<void> {
    await expect(this.rail).toBeVisible()
  }

  get rail(): Locator {
    return this.page.getByRole('navigation', { name: 'Pages' })
  }

  /** Opens the person's own menu and chooses an entry. */
  async choose(entry: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name: /^Your menu/ }).click()
    await this.page.getByRole('menuitem', { name: entry }).click()
  }
}

export class FirstRunPage {
  readonly page: Page
  readonly create: Locator
  constructor(page: Page) {
    this.page = page
    this.create = page.getByRole('button', { name: /^Create the desk/ })
  }

  async fill(fields: {
    desk: string
    name: string
    userName: string
    password: string
    repeated: string
  }): Promise<void> {
    await this.page.getByLabel('Name of the desk').fill(fields.desk)
    await this.page.getByLabel('Your name').fill(fields.name)
    await this.page.getByLabel('User name').fill(fields.userName)
    await this.page.getByLabel('Password', { exact: true }).fill(fields.password)
    await this.page.getByLabel('Repeat the password').fill(fields.repeated)
  }
}
