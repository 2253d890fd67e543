/** Every feature of the engine with its handlers: one line each, in the order of the contract. */
import type { Feature } from '../../../contract/index.ts'
import type { Handlers, Preparations } from '../call.ts'
import { answersHandlers } from './answers/handlers.ts'
import { approvalsHandlers } from './approvals/handlers.ts'
import { auditHandlers } from './audit/handlers.ts'
import { auditsHandlers, auditsPreparations } from './audits/handlers.ts'
import { batchesHandlers, batchesPreparations } from './batches/handlers.ts'
import { blacklistHandlers } from './blacklist/handlers.ts'
import { calendarsHandlers } from './calendars/handlers.ts'
import { channelsHandlers } from './channels/handlers.ts'
import { checksHandlers } from './checks/handlers.ts'
import { chequesHandlers, chequesPreparations } from './cheques/handlers.ts'
import { customersHandlers } from './customers/handlers.ts'
import { daysHandlers, daysPreparations } from './days/handlers.ts'
import { delegationsHandlers } from './delegations/handlers.ts'
import { depositsHandlers, depositsPreparations } from './deposits/handlers.ts'
import { deskHandlers } from './desk/handlers.ts'
import { documentsHandlers } from './documents/handlers.ts'
import { drawerHandlers } from './drawer/handlers.ts'
import { emergenciesHandlers } from './emergencies/handlers.ts'
import { evidenceHandlers } from './evidence/handlers.ts'
import { factsHandlers } from './facts/handlers.ts'
import { failuresHandlers } from './failures/handlers.ts'
import { filesHandlers } from './files/handlers.ts'
import { heldMoneyHandlers } from './held-money/handlers.ts'
import { incentivesHandlers } from './incentives/handlers.ts'
import { intakeHandlers } from './intake/handlers.ts'
import { issueFilesHandlers } from './issue-files/handlers.ts'
import { jobsHandlers } from './jobs/handlers.ts'
import { ledgerHandlers } from './ledger/handlers.ts'
import { limitTableHandlers } from './limit-table/handlers.ts'
import { listsHandlers } from './lists/handlers.ts'
import { movementsHandlers } from './movements/handlers.ts'
import { notificationsHandlers } from './notifications/handlers.ts'
import { operatorsHandlers } from './operators/handlers.ts'
import { printersHandlers, printersPreparations } from './printers/handlers.ts'
import { proposalsHandlers } from './proposals/handlers.ts'
import { queueHandlers } from './queue/handlers.ts'
import { reportsHandlers } from './reports/handlers.ts'
import { requestsHandlers } from './requests/handlers.ts'
import { riskHandlers } from './risk/handlers.ts'
import { rolesHandlers } from './roles/handlers.ts'
import { selectionsHandlers } from './selections/handlers.ts'
import { sessionHandlers } from './session/handlers.ts'
import { settingsHandlers } from './settings/handlers.ts'
import { signatoriesHandlers } from './signatories/handlers.ts'
import { signersHandlers } from './signers/handlers.ts'
import { statementsHandlers } from './statements/handlers.ts'
import { stocksHandlers, stocksPreparations } from './stocks/handlers.ts'
import { stormsHandlers, stormsPreparations } from './storms/handlers.ts'
import { timelineHandlers, timelinePreparations } from './timeline/handlers.ts'
import { transactionsHandlers } from './transactions/handlers.ts'
import { transfersHandlers } from './transfers/handlers.ts'
import { workflowHandlers } from './workflow/handlers.ts'

export const handlers: Partial<{ [F in Feature]: Handlers<F> }> = {
  session: sessionHandlers,
  operators: operatorsHandlers,
  roles: rolesHandlers,
  lists: listsHandlers,
  customers: customersHandlers,
  requests: requestsHandlers,
  selections: selectionsHandlers,
  queue: queueHandlers,
  transactions: transactionsHandlers,
  documents: documentsHandlers,
  checks: checksHandlers,
  facts: factsHandlers,
  limitTable: limitTableHandlers,
  blacklist: blacklistHandlers,
  risk: riskHandlers,
  heldMoney: heldMoneyHandlers,
  incentives: incentivesHandlers,
  files: filesHandlers,
  intake: intakeHandlers,
  channels: channelsHandlers,
  batches: batchesHandlers,
  signers: signersHandlers,
  answers: answersHandlers,
  emergencies: emergenciesHandlers,
  transfers: transfersHandlers,
  timeline: timelineHandlers,
  storms: stormsHandlers,
  failures: failuresHandlers,
  cheques: chequesHandlers,
  deposits: depositsHandlers,
  drawer: drawerHandlers,
  issueFiles: issueFilesHandlers,
  printers: printersHandlers,
  signatories: signatoriesHandlers,
  stocks: stocksHandlers,
  statements: statementsHandlers,
  days: daysHandlers,
  workflow: workflowHandlers,
  approvals: approvalsHandlers,
  ledger: ledgerHandlers,
  movements: movementsHandlers,
  evidence: evidenceHandlers,
  reports: reportsHandlers,
  audit: auditHandlers,
  jobs: jobsHandlers,
  settings: settingsHandlers,
  calendars: calendarsHandlers,
  delegations: delegationsHandlers,
  audits: auditsHandlers,
  proposals: proposalsHandlers,
  notifications: notificationsHandlers,
  desk: deskHandlers,
}

/** What is made before a handler runs, where it cannot be made at once. */
export const preparations: Partial<{ [F in Feature]: Preparations<F> }> = {
  batches: batchesPreparations,
  storms: stormsPreparations,
  timeline: timelinePreparations,
  cheques: chequesPreparations,
  deposits: depositsPreparations,
  printers: printersPreparations,
  stocks: stocksPreparations,
  days: daysPreparations,
  audits: auditsPreparations,
}
