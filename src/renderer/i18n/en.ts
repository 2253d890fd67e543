/** Every text of the window in English, joined from one file per feature. */

import { answersEn } from './answers.en.ts'
import { approvalsEn } from './approvals.en.ts'
import { auditEn } from './audit.en.ts'
import { auditsEn } from './audits.en.ts'
import { batchesEn } from './batches.en.ts'
import { calendarsEn } from './calendars.en.ts'
import { channelsEn } from './channels.en.ts'
import { checksEn } from './checks.en.ts'
import { chequesEn } from './cheques.en.ts'
import { customersEn } from './customers.en.ts'
import { daysEn } from './days.en.ts'
import { delegationsEn } from './delegations.en.ts'
import { deskEn } from './desk.en.ts'
import { emergenciesEn } from './emergencies.en.ts'
import { evidenceEn } from './evidence.en.ts'
import { failuresEn } from './failures.en.ts'
import { heldMoneyEn } from './held-money.en.ts'
import { helpEn } from './help.en.ts'
import { incentivesEn } from './incentives.en.ts'
import { intakeEn } from './intake.en.ts'
import { issueFilesEn } from './issue-files.en.ts'
import { layoutsEn } from './layouts.en.ts'
import { ledgerEn } from './ledger.en.ts'
import { listsEn } from './lists.en.ts'
import { movementsEn } from './movements.en.ts'
import { notificationsEn } from './notifications.en.ts'
import { operatorsEn } from './operators.en.ts'
import { proposalsEn } from './proposals.en.ts'
import { queueEn } from './queue.en.ts'
import { reportsEn } from './reports.en.ts'
import { requestsEn } from './requests.en.ts'
import { riskEn } from './risk.en.ts'
import { rolesEn } from './roles.en.ts'
import { selectionsEn } from './selections.en.ts'
import { sessionEn } from './session.en.ts'
import { settingsEn } from './settings.en.ts'
import { sharedEn } from './shared.en.ts'
import { signersEn } from './signers.en.ts'
import { statementsEn } from './statements.en.ts'
import { stormsEn } from './storms.en.ts'
import { timelineEn } from './timeline.en.ts'
import { transfersEn } from './transfers.en.ts'
import { wordsEn } from './words.en.ts'
import { workflowEn } from './workflow.en.ts'

export const en = {
  ...emergenciesEn,
  ...signersEn,
  ...stormsEn,
  ...timelineEn,
  ...transfersEn,
  ...failuresEn,
  ...answersEn,
  ...sharedEn,
  ...wordsEn,
  ...sessionEn,
  ...deskEn,
  ...requestsEn,
  ...queueEn,
  ...selectionsEn,
  ...workflowEn,
  ...customersEn,
  ...intakeEn,
  ...batchesEn,
  ...channelsEn,
  ...checksEn,
  ...riskEn,
  ...heldMoneyEn,
  ...helpEn,
  ...incentivesEn,
  ...chequesEn,
  ...statementsEn,
  ...daysEn,
  ...issueFilesEn,
  ...layoutsEn,
  ...ledgerEn,
  ...movementsEn,
  ...evidenceEn,
  ...reportsEn,
  ...approvalsEn,
  ...auditEn,
  ...operatorsEn,
  ...rolesEn,
  ...listsEn,
  ...proposalsEn,
  ...delegationsEn,
  ...auditsEn,
  ...notificationsEn,
  ...settingsEn,
  ...calendarsEn,
} as const

/** Key of a text. */
export type TextKey = keyof typeof en
