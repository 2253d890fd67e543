/** The queue as a person uses it. */
import { expect, type Locator, type Page } from '@playwright/test'
import type { Person } from '../support/demo-desk.ts'
import { RequestCardPage } from './request-card.ts'

export class QueuePage {
  readonly person: Person
  readonly page: Page
  readonly grid: Locator
  readonly selection: Locator
  constructor(person: Person) {
    this.person = person
    this.page = person.page
    this.grid = this.page.getByRole('grid', { name: 'All requests' })
    this.selection = this.page.getByRole('toolbar')
  }

  async open(view: string): Promise<void> {
    await this.person.goTo(`/queue/${view}`)
    await expect(
      this.rows.first().or(this.page.getByText(/No request fits|Nothing waits|You have claimed/)),
    ).toBeVisible()
  }

  /** Rows of the list, without its head. */
  get rows(): Locator {
    return this.grid.locator('tbody').getByRole('row')
  }

  row(requestId: number): Locator {
    return this.rows.filter({ has: this.page.getByRole('link', { name: `WD-${requestId}`, exact: true }) })
  }

  /** What stands in a column, row by row, as far as rows are drawn. */
  async column(title: string): Promise<string[]> {
    const titles = await this.grid.getByRole('columnheader').allInnerTexts()
    const at = titles.findIndex((each) => each.trim() === title)
    expect(at, `a column ${title} among ${titles.join(', ')}`).toBeGreaterThan(-1)
    return this.rows.evaluateAll((rows, place) => rows.map((row) => row.children[place]?.textContent?.trim() ?? ''), at)
  }

  async filter(name: string, option: string): Promise<void> {
    await this.page.getByRole('button', { name: new RegExp(`^${name}`) }).click()
    await this.page.getByRole('checkbox', { name: option, exact: true }).check()
    await this.page.keyboard.press('Escape')
  }

  /** Chooses the number of rows per page (R1-11). */
  async showRows(count: number): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Rows per page' }).click()
    await this.page.getByRole('option', { name: String(count), exact: true }).click()
  }

  async search(text: string): Promise<void> {
    await this.page.getByRole('searchbox').fill(text)
  }

  async select(...requestIds: number[]): Promise<void> {
    for (const id of requestIds) await this.page.getByRole('checkbox', { name: `Select WD-${id}`, exact: true }).check()
  }

  async openCard(requestId: number): Promise<RequestCardPage> {
    await this.page.getByRole('link', { name: `WD-${requestId}`, exact: true }).click()
    const card = new RequestCardPage(this.person, requestId)
    await card.isShown()
    return card
  }
}
