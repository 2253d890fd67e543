/** The request card as a person uses it. */
import { expect, type Locator, type Page } from '@playwright/test'
import type { Person } from '../support/demo-desk.ts'

export class RequestCardPage {
  readonly person: Person
  readonly page: Page
  readonly requestId: number
  readonly actions: Locator
  readonly checks: Locator
  readonly details: Locator
  readonly dialog: Locator
  constructor(person: Person, requestId: number) {
    this.person = person
    this.page = person.page
    this.requestId = requestId
    this.actions = this.page.getByRole('region', { name: 'What you may do' })
    this.checks = this.page.getByRole('region', { name: 'Checks' })
    this.details = this.page.getByRole('region', { name: 'WD Details' })
    this.dialog = this.page.getByRole('dialog')
  }

  static async open(person: Person, requestId: number): Promise<RequestCardPage> {
    await person.goTo(`/requests/${requestId}`)
    const card = new RequestCardPage(person, requestId)
    await card.isShown()
    return card
  }

  async isShown(): Promise<void> {
    await expect(this.page.getByRole('heading', { name: `WD-${this.requestId}`, exact: true })).toBeVisible()
    await expect(this.actions).toBeVisible()
  }

  /** The status in the head of the card. */
  async hasStatus(words: string): Promise<void> {
    await expect(this.page.locator('main header').getByText(words, { exact: true }).first()).toBeVisible()
  }

  /** Opens a step; what it asks for is filled in by the caller, then `confirm`. */
  async begin(action: string): Promise<Locator> {
    await this.actions.getByRole('button', { name: action, exact: true }).click()
    await expect(this.dialog).toBeVisible()
    return this.dialog
  }

  async confirm(button: string | RegExp): Promise<void> {
    await this.dialog.getByRole('button', { name: button }).click()
    await this.person.proveIfAsked()
  }

  async openTab(name: RegExp): Promise<void> {
    await this.page.getByRole('tab', { name }).click()
  }

  async answerRecheck(answers: Record<string, 'Yes' | 'No'>): Promise<void> {
    for (const [question, answer] of Object.entries(answers)) {
      await this.checks.getByRole('radiogroup', { name: question }).getByText(answer, { exact: true }).click()
    }
    await this.checks.getByRole('button', { name: 'Save the three answers' }).click()
  }

  /** Unfolds why a step is missing and gives the sentence. */
  async whyNot(action: string): Promise<string> {
    const why = this.actions.locator('details').filter({ hasText: new RegExp(`^Why not .*${action}`) })
    await why.locator('summary').click()
    return why.locator('p').innerText()
  }

  async toast(words: string | RegExp): Promise<void> {
    await expect(this.page.getByRole('alert').filter({ hasText: words })).toBeVisible()
  }
}
