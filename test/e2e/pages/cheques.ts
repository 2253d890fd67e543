/** The cheque pages as a person uses them. */
import { expect, type Locator } from '@playwright/test'
import type { Person } from '../support/demo-desk.ts'

export type ChequeTab = 'run' | 'signing' | 'register' | 'books' | 'lists'

export class ChequesPage {
  readonly person: Person
  readonly strip: Locator
  readonly register: Locator
  readonly signatures: Locator
  constructor(person: Person) {
    this.person = person
    this.strip = person.page.getByRole('list', { name: 'Leaves as they will print' })
    this.register = person.page.getByRole('grid', { name: 'Register' })
    this.signatures = person.page.getByRole('list', { name: 'Signed' }).getByRole('listitem')
  }

  async open(tab: ChequeTab): Promise<void> {
    await this.person.goTo(`/cheques/${tab}`)
    await expect(this.person.page.getByRole('heading', { name: 'Cheques', exact: true })).toBeVisible()
  }

  /** Presses an action and confirms it in its dialog, with a one-time code where the desk asks. */
  async act(name: RegExp): Promise<void> {
    await this.person.page.getByRole('button', { name }).click()
    const dialog = this.person.page.getByRole('dialog', { name })
    await dialog.getByRole('button', { name }).click()
    await this.person.proveIfAsked()
    await expect(dialog).toBeHidden()
  }

  /** Chooses a leaf in the signing queue. */
  async choose(number: string): Promise<void> {
    await this.person.page.getByRole('button', { name: new RegExp(`^${number} `) }).click()
    await expect(this.person.page.getByRole('heading', { name: number })).toBeVisible()
  }

  /** The row of a leaf in the register. */
  row(number: string): Locator {
    return this.register.getByRole('row', { name: new RegExp(number) })
  }
}
