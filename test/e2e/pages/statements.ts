/** The reconciliation pages as a person uses them: mostly by keyboard. */
import { expect, type Locator } from '@playwright/test'
import type { Person } from '../support/demo-desk.ts'

export class StatementsPage {
  readonly person: Person
  readonly bank: Locator
  readonly expected: Locator
  readonly difference: Locator
  constructor(person: Person) {
    this.person = person
    this.bank = person.page.getByRole('grid', { name: 'On the statement' })
    this.expected = person.page.getByRole('grid', { name: 'Expected by the books' })
    this.difference = person.page.getByRole('region', { name: 'Difference' }).locator('[aria-live]')
  }

  async open(tab: 'desk' | 'list' | 'import'): Promise<void> {
    await this.person.goTo(`/statements/${tab}`)
    await expect(this.person.page.getByRole('heading', { name: 'Reconciliation' })).toBeVisible()
  }

  async choose(path: string): Promise<void> {
    await this.person.page.locator('input[type=file]').setInputFiles(path)
  }

  /** Lines of the bank that are shown, without the head. */
  async lines(): Promise<number> {
    return (await this.bank.getByRole('row').count()) - 1
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.person.page.keyboard.press(key)
  }
}
