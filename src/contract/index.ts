/** Everything that can be said to the engine, and the only list of it. */

import { answers } from './answers.ts'
import { approvals } from './approvals.ts'
import { audit } from './audit.ts'
import { audits } from './audits.ts'
import { batches } from './batches.ts'
import { blacklist } from './blacklist.ts'
import { calendars } from './calendars.ts'
import { channels } from './channels.ts'
import { checks } from './checks.ts'
import { cheques } from './cheques.ts'
import { customers } from './customers.ts'
import { days } from './days.ts'
import { delegations } from './delegations.ts'
import { deposits } from './deposits.ts'
import { desk } from './desk.ts'
import { documents } from './documents.ts'
import { drawer } from './drawer.ts'
import { emergencies } from './emergencies.ts'
import { evidence } from './evidence.ts'
import { facts } from './facts.ts'
import { failures } from './failures.ts'
import { files } from './files.ts'
import { heldMoney } from './held-money.ts'
import { incentives } from './incentives.ts'
import { intake } from './intake.ts'
import { issueFiles } from './issue-files.ts'
import { jobs } from './jobs.ts'
import { ledger } from './ledger.ts'
import { limitTable } from './limit-table.ts'
import { lists } from './lists.ts'
import { movements } from './movements.ts'
import { notifications } from './notifications.ts'
import { operators } from './operators.ts'
import { printers } from './printers.ts'
import { proposals } from './proposals.ts'
import { queue } from './queue.ts'
import { reports } from './reports.ts'
import { requests } from './requests.ts'
import { risk } from './risk.ts'
import { roles } from './roles.ts'
import { selections } from './selections.ts'
import { session } from './session.ts'
import { settings } from './settings.ts'
import { signatories } from './signatories.ts'
import { signers } from './signers.ts'
import { statements } from './statements.ts'
import { stocks } from './stocks.ts'
import { storms } from './storms.ts'
import { timeline } from './timeline.ts'
import { transactions } from './transactions.ts'
import { transfers } from './transfers.ts'
import { workflow } from './workflow.ts'

export const contract = {
  session,
  operators,
  roles,
  lists,
  customers,
  requests,
  selections,
  queue,
  transactions,
  documents,
  checks,
  facts,
  limitTable,
  blacklist,
  risk,
  heldMoney,
  incentives,
  files,
  intake,
  workflow,
  approvals,
  channels,
  batches,
  signers,
  answers,
  emergencies,
  transfers,
  timeline,
  storms,
  failures,
  cheques,
  deposits,
  drawer,
  issueFiles,
  printers,
  signatories,
  stocks,
  statements,
  days,
  ledger,
  movements,
  evidence,
  reports,
  audit,
  audits,
  jobs,
  settings,
  calendars,
  delegations,
  proposals,
  notifications,
  desk,
}
export type Contract = typeof contract
export type Feature = keyof Contract
