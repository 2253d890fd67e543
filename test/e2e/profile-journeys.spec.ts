/**
 * The five workflow profiles, each from the recording of a request to its end, in the windows of everybody who takes part: reviewers, approvers,
 * the builder of the batch, two releasers, and the clerk who takes the bank's statement.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { type Browser, expect, test } from '@playwright/test'
import { writeStatement } from '../../src/main/cli/demo/demo-bank.ts'
import { BANK_ACCOUNTS } from '../../src/main/cli/demo/seed.ts'
import { BatchesPage } from './pages/batches.ts'
import { RequestCardPage } from './pages/request-card.ts'
import { StatementsPage } from './pages/statements.ts'
import { Person } from './support/demo-desk.ts'
import { type ProfileStage, startProfileDesk } from './support/profile-stage.ts'

type Step = {
  who: string
  action: string
  button: string | RegExp
  fill?: Record<string, string>
  /** What the person does on the card before the step. */
  before?: (card: RequestCardPage) => Promise<void>
  /** The status in the head afterwards. */
  after: string
}
type Journey = { profile: string; amount: string; begins: string; steps: Step[]; approvals?: RegExp[]; ends: string }

const JOURNEYS: Journey[] = [
  {
    profile: 'manager-finance',
    amount: '12500',
    begins: 'Pending',
    steps: [
      { who: 'mona.yeung', action: 'Approve', button: /^Approve 12,500\.00/, after: 'Approved' },
      { who: 'flora.lo', action: 'Start review', button: /^Start review/, after: 'In Review at Finance' },
      { who: 'flora.lo', action: 'Pay', button: /^Pay: 12,500\.00/, after: 'Being sent' },
    ],
    approvals: [/Mona Yeung.*Sales Manager/],
    ends: 'Completed',
  },
  {
    profile: 'department-review',
    amount: '20000',
    begins: 'New',
    steps: [
      { who: 'carol.ng', action: 'Pass to Retention', button: /^Pass to Retention/, after: 'Approved by CS' },
      {
        who: 'rita.lam',
        action: 'Pass to Backoffice',
        button: /^Pass to Backoffice/,
        before: recordCall,
        after: 'Approved by Retention',
      },
      {
        who: 'bella.chan',
        action: 'Approve',
        button: /^Approve 20,000\.00/,
        before: recheck,
        after: 'Approved by Backoffice',
      },
      {
        who: 'ben.tam',
        action: 'Complete',
        button: /^Complete: pay /,
        before: approveDrafts,
        after: 'Being sent',
      },
    ],
    ends: 'Completed',
  },
  {
    profile: 'payout-operations',
    amount: '300000',
    begins: 'Pending',
    steps: [
      { who: 'olga.ip', action: 'Hold', button: /^Hold/, fill: { Comment: 'Asks for a call back' }, after: 'Held' },
      { who: 'olga.ip', action: 'Release', button: /^Release/, fill: { Comment: 'Called back' }, after: 'Pending' },
      { who: 'selma.ko', action: 'Approve', button: /^Approve 300,000\.00/, after: 'Awaiting Approval' },
      { who: 'fiona.ma', action: 'Approve', button: /^Approve 300,000\.00/, after: 'Approved' },
      { who: 'olga.ip', action: 'Process', button: /^Process: 300,000\.00/, after: 'Being sent' },
    ],
    approvals: [/Selma Ko.*Senior admin/, /Fiona Ma.*Finance manager/],
    ends: 'Completed',
  },
  {
    profile: 'audit-confirm-remit',
    amount: '3000000',
    begins: 'Confirm',
    steps: [
      { who: 'wanda.wu', action: 'Next', button: /^Next/, after: 'Remittance' },
      { who: 'wanda.wu', action: 'Execute Transfer', button: /^Execute Transfer: 3,000,000\.00/, after: 'Remittance' },
      { who: 'will.wan', action: 'Execute Transfer', button: /^Execute Transfer: 3,000,000\.00/, after: 'Being sent' },
    ],
    approvals: [/Wanda Wu.*Withdrawal operator/, /Will Wan.*Withdrawal operator/],
    ends: 'Processed',
  },
  {
    profile: 'incentive-payments',
    amount: '800',
    begins: 'Pending',
    steps: [
      {
        who: 'paula.pang',
        action: 'Ask for verification',
        button: /^Ask for verification/,
        fill: { Comment: 'Tax ID is missing' },
        after: 'Verification',
      },
      { who: 'paula.pang', action: 'Verified', button: /^Verified/, fill: { Reference: 'PRV-2207' }, after: 'Pending' },
      { who: 'paula.pang', action: 'Approve', button: /^Approve 800\.00/, after: 'Approved' },
      {
        who: 'pete.pun',
        action: 'Pay',
        button: /^Pay: 800\.00/,
        fill: { Comment: 'Spring programme' },
        after: 'Being sent',
      },
    ],
    approvals: [/Paula Pang.*Incentive payer/],
    ends: 'Paid',
  },
]

for (const journey of JOURNEYS) {
  test.describe(journey.profile, () => {
    test.describe.configure({ mode: 'serial' })
    let desk: ProfileStage
    let requestId = 0
    const people = new Map<string, Person>()
    test.beforeAll(async () => {
      desk = await startProfileDesk(journey.profile)
    })
    test.afterAll(async () => {
      for (const person of people.values()) await person.leave()
      await desk?.stop()
    })
    /** Everybody keeps one window for the whole day. */
    const at = async (browser: Browser, userName: string): Promise<Person> => {
      const person = people.get(userName) ?? (await Person.at(browser, desk, userName))
      people.set(userName, person)
      return person
    }

    test('an agent records the request on the customer card', async ({ browser }) => {
      const carol = await at(browser, 'carol.ng')
      await carol.goTo(`/customers/${desk.customerId}`)
      await carol.page.getByRole('button', { name: 'Add WD request' }).click()
      const dialog = carol.page.getByRole('dialog')
      await dialog.getByLabel('Amount', { exact: false }).first().fill(journey.amount)
      if (journey.profile === 'manager-finance') {
        // R0-07: this workflow asks for the type, and the button waits for it.
        await expect(dialog.getByRole('button', { name: /^Add request for / })).toBeDisabled()
        await dialog.getByRole('combobox', { name: 'Type of withdrawal' }).click()
        await carol.page.getByRole('option', { name: 'Regular withdrawal' }).click()
      }
      await dialog.getByRole('button', { name: /^Add request for / }).click()
      await expect(carol.page).toHaveURL(/#\/requests\/\d+$/)
      requestId = Number(new URL(carol.page.url()).hash.split('/').at(-1))
      const card = new RequestCardPage(carol, requestId)
      await card.isShown()
      await card.hasStatus(journey.begins)
    })

    for (const step of journey.steps) {
      test(`${step.who}: ${step.action}, then ${step.after}`, async ({ browser }) => {
        const person = await at(browser, step.who)
        const card = await RequestCardPage.open(person, requestId)
        await step.before?.(card)
        if (!step.before && (step.action === 'Approve' || step.action === 'Next')) await answerChecks(card)
        if (step.action === 'Next') await chooseChannel(card)
        const dialog = await card.begin(step.action)
        for (const [label, text] of Object.entries(step.fill ?? {})) await dialog.getByLabel(label).fill(text)
        await card.confirm(step.button)
        await expect(dialog).toBeHidden()
        await card.hasStatus(step.after)
      })
    }

    test('the payment leaves in a batch of two releases, the statement comes, and the request ends', async ({
      browser,
    }) => {
      await payThroughBank((userName) => at(browser, userName), desk)
      const card = await RequestCardPage.open(await at(browser, 'carol.ng'), requestId)
      await card.hasStatus(journey.ends)
      const approvals = card.page.getByRole('region', { name: 'Approvals' })
      for (const words of journey.approvals ?? []) await expect(approvals).toContainText(words)
      if (!journey.approvals) await expect(approvals).toHaveCount(0)
    })
  })
}

/** R1-37: Retention has called the customer. */
async function recordCall(card: RequestCardPage): Promise<void> {
  await card.checks.getByRole('button', { name: 'Record the call' }).click()
  await card.dialog.getByLabel('Outcome of the call').fill('Wants to be paid out')
  await card.dialog.getByRole('button', { name: 'Record this outcome' }).click()
  await expect(card.checks).toContainText('Retention call: Wants to be paid out')
}

/** R1-41: the three questions. */
async function recheck(card: RequestCardPage): Promise<void> {
  await card.answerRecheck({
    'Documents in order?': 'Yes',
    'Balance in order?': 'Yes',
    'Was there a retention call?': 'Yes',
  })
  await expect(card.checks.getByRole('button', { name: 'Save the three answers' })).toHaveCount(0)
}

/** R1-29: the drafts of the approval are approved before Complete. */
async function approveDrafts(card: RequestCardPage): Promise<void> {
  const name = /^Approve \d drafts?: /
  await card.page.getByRole('button', { name }).click()
  await card.confirm(name)
  await expect(card.page.getByRole('button', { name })).toHaveCount(0)
}

/** R3-28: Confirm leaves nothing without a channel; the recommended one stands first. */
async function chooseChannel({ page }: RequestCardPage): Promise<void> {
  await page.getByRole('button', { name: 'Choose…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio').first().check()
  await dialog.getByRole('button', { name: /^Send by / }).click()
  await expect(dialog).toBeHidden()
}

/** Answers what a person has to look at before the step is open (R2-09). */
async function answerChecks(card: RequestCardPage): Promise<void> {
  const answer = card.checks.getByRole('button', { name: /^Answer/ })
  await expect(card.checks).toBeVisible()
  await answer
    .first()
    .waitFor({ timeout: 5_000 })
    .catch(() => undefined)
  while ((await answer.count()) > 0) {
    const left = await answer.count()
    await answer.first().click()
    await card.dialog.getByText('All right', { exact: true }).click()
    await card.dialog.getByRole('textbox').first().fill('Looked at the papers')
    await card.dialog.getByRole('button', { name: 'Keep the answer' }).click()
    await expect(card.dialog).toBeHidden()
    await expect(answer).toHaveCount(left - 1)
  }
}

/** The batch is built, cut, released by two people and exported; the bank's statement about it is taken. */
async function payThroughBank(at: (userName: string) => Promise<Person>, desk: ProfileStage): Promise<void> {
  const builder = await at('bella.chan')
  const batches = new BatchesPage(builder)
  await batches.open()
  await batches.selectAll()
  const batch = await batches.build()
  const { batchId } = batch
  await batch.cut()
  for (const signer of ['sam.leung', 'grace.yip']) {
    const card = await new BatchesPage(await at(signer)).openBatch(batchId)
    await card.release()
  }
  await new BatchesPage(builder).openBatch(batchId)
  const { path } = await builder.download(() => batch.act(/^Export the bank file$/))
  writeFileSync(desk.statement, statementFor(readFileSync(path, 'utf8')))
  const clerk = await at('fay.tsang')
  const statements = new StatementsPage(clerk)
  await statements.open('import')
  await statements.choose(desk.statement)
  await clerk.page.getByRole('button', { name: /^Take 1 line/ }).click()
  await expect(clerk.page.getByText(/1 matched by itself|1 line taken, 1 matched/)).toBeVisible()
}

/** The bank's statement over the one wire of an exported file, whatever its layout. */
function statementFor(file: string): string {
  const endToEndId = /WD\d+T\d+C\d{2}/.exec(file)?.[0] ?? ''
  // The total of the last line of an upload is its one payment.
  const amount = /<InstdAmt[^>]*>([\d.]+)</.exec(file)?.[1] ?? /^IFT {2}\d{6}(\d+)/m.exec(file)?.[1] ?? '0'
  const amountMinor = Number(amount.replace('.', ''))
  const date = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const [account] = BANK_ACCOUNTS
  const entry = {
    amountMinor,
    direction: 'debit' as const,
    bankReference: 'REF1',
    text: endToEndId,
    payments: [{ endToEndId, amountMinor, payee: '' }],
  }
  const day = {
    accountNumber: account.accountNumber,
    currency: account.currency,
    date,
    number: 1,
    openingMinor: account.openingBalanceMinor,
    entries: [entry],
  }
  return writeStatement([day], `${date}T18:00:00+08:00`)
}
