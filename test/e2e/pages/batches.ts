/** The pages of wire batches as a person uses them. */
import { expect, type Locator } from '@playwright/test'
import type { Person } from '../support/demo-desk.ts'

export class BatchesPage {
  readonly person: Person
  readonly waiting: Locator
  readonly list: Locator
  constructor(person: Person) {
    this.person = person
    this.waiting = person.page.getByRole('grid', { name: 'Waiting for a batch' })
    this.list = person.page.getByRole('grid', { name: 'Batches' })
  }

  async open(): Promise<void> {
    await this.person.goTo('/batches')
    await expect(this.person.page.getByRole('heading', { name: 'Wire batches' })).toBeVisible()
  }

  async selectAll(): Promise<void> {
    await this.waiting.getByRole('checkbox', { name: 'Select every row of this page' }).click()
  }

  /** Builds a batch of what is selected; the card of the new batch opens. */
  async build(): Promise<BatchCardPage> {
    await this.person.page.getByRole('button', { name: /^Build batch: / }).click()
    await expect(this.person.page).toHaveURL(/#\/batches\/\d+$/)
    return new BatchCardPage(this.person)
  }

  async openBatch(id: number): Promise<BatchCardPage> {
    await this.person.goTo(`/batches/${id}`)
    const card = new BatchCardPage(this.person)
    await expect(card.lines).toBeVisible()
    return card
  }
}

export class BatchCardPage {
  readonly person: Person
  readonly lines: Locator
  readonly releases: Locator
  readonly file: Locator
  constructor(person: Person) {
    this.person = person
    this.lines = person.page.getByRole('grid', { name: 'Lines in the books' })
    this.releases = person.page.getByRole('list', { name: 'Released by' }).getByRole('listitem')
    this.file = person.page.locator('pre')
  }

  get batchId(): number {
    return Number(new URL(this.person.page.url()).hash.split('/').at(-1))
  }

  /** Presses an action and confirms it in its dialog. */
  async act(name: RegExp): Promise<void> {
    await this.person.page.getByRole('button', { name }).click()
    const dialog = this.person.page.getByRole('dialog', { name })
    await dialog.getByRole('button', { name }).click()
    await this.person.proveIfAsked()
    await expect(dialog).toBeHidden()
  }

  async cut(): Promise<void> {
    await this.act(/^Cut at /)
    await expect(this.file).toBeVisible()
  }

  async release(): Promise<void> {
    await this.act(/^Release /)
  }

  async state(words: string): Promise<void> {
    await expect(this.person.page.locator('header').getByText(words, { exact: true })).toBeVisible()
  }
}
