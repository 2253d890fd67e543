/** Every text of the window in Traditional Chinese: exactly the keys of the English catalogue. */

import { answersZhHant } from './answers.zh-hant.ts'
import { approvalsZhHant } from './approvals.zh-hant.ts'
import { auditZhHant } from './audit.zh-hant.ts'
import { auditsZhHant } from './audits.zh-hant.ts'
import { batchesZhHant } from './batches.zh-hant.ts'
import { calendarsZhHant } from './calendars.zh-hant.ts'
import { channelsZhHant } from './channels.zh-hant.ts'
import { checksZhHant } from './checks.zh-hant.ts'
import { chequesZhHant } from './cheques.zh-hant.ts'
import { customersZhHant } from './customers.zh-hant.ts'
import { daysZhHant } from './days.zh-hant.ts'
import { delegationsZhHant } from './delegations.zh-hant.ts'
import { deskZhHant } from './desk.zh-hant.ts'
import { emergenciesZhHant } from './emergencies.zh-hant.ts'
import type { TextKey } from './en.ts'
import { evidenceZhHant } from './evidence.zh-hant.ts'
import { failuresZhHant } from './failures.zh-hant.ts'
import { heldMoneyZhHant } from './held-money.zh-hant.ts'
import { helpZhHant } from './help.zh-hant.ts'
import { incentivesZhHant } from './incentives.zh-hant.ts'
import { intakeZhHant } from './intake.zh-hant.ts'
import { issueFilesZhHant } from './issue-files.zh-hant.ts'
import { layoutsZhHant } from './layouts.zh-hant.ts'
import { ledgerZhHant } from './ledger.zh-hant.ts'
import { listsZhHant } from './lists.zh-hant.ts'
import { movementsZhHant } from './movements.zh-hant.ts'
import { notificationsZhHant } from './notifications.zh-hant.ts'
import { operatorsZhHant } from './operators.zh-hant.ts'
import { proposalsZhHant } from './proposals.zh-hant.ts'
import { queueZhHant } from './queue.zh-hant.ts'
import { reportsZhHant } from './reports.zh-hant.ts'
import { requestsZhHant } from './requests.zh-hant.ts'
import { riskZhHant } from './risk.zh-hant.ts'
import { rolesZhHant } from './roles.zh-hant.ts'
import { selectionsZhHant } from './selections.zh-hant.ts'
import { sessionZhHant } from './session.zh-hant.ts'
import { settingsZhHant } from './settings.zh-hant.ts'
import { sharedZhHant } from './shared.zh-hant.ts'
import { signersZhHant } from './signers.zh-hant.ts'
import { statementsZhHant } from './statements.zh-hant.ts'
import { stormsZhHant } from './storms.zh-hant.ts'
import { timelineZhHant } from './timeline.zh-hant.ts'
import { transfersZhHant } from './transfers.zh-hant.ts'
import { wordsZhHant } from './words.zh-hant.ts'
import { workflowZhHant } from './workflow.zh-hant.ts'

export const zhHant: Record<TextKey, string> = {
  ...emergenciesZhHant,
  ...signersZhHant,
  ...stormsZhHant,
  ...timelineZhHant,
  ...transfersZhHant,
  ...failuresZhHant,
  ...answersZhHant,
  ...sharedZhHant,
  ...wordsZhHant,
  ...sessionZhHant,
  ...deskZhHant,
  ...requestsZhHant,
  ...queueZhHant,
  ...selectionsZhHant,
  ...workflowZhHant,
  ...customersZhHant,
  ...intakeZhHant,
  ...batchesZhHant,
  ...channelsZhHant,
  ...checksZhHant,
  ...riskZhHant,
  ...heldMoneyZhHant,
  ...helpZhHant,
  ...incentivesZhHant,
  ...chequesZhHant,
  ...statementsZhHant,
  ...daysZhHant,
  ...issueFilesZhHant,
  ...layoutsZhHant,
  ...ledgerZhHant,
  ...movementsZhHant,
  ...evidenceZhHant,
  ...reportsZhHant,
  ...approvalsZhHant,
  ...auditZhHant,
  ...operatorsZhHant,
  ...rolesZhHant,
  ...listsZhHant,
  ...proposalsZhHant,
  ...delegationsZhHant,
  ...auditsZhHant,
  ...notificationsZhHant,
  ...settingsZhHant,
  ...calendarsZhHant,
}
