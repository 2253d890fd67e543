/** What the end of a day and regular audits refuse, in English. */
export const dayRefusalTexts = {
  AUDIT_PERIOD:
    'No audit of this kind begins on {from}, or its period is not over yet. Choose one that waits in the plan.',
  AUDIT_BEGUN: 'The audit of the period from {from} was begun by {by} already. Open it instead.',
  AUDIT_REVIEWER: 'This audit is done by {by}. Only the reviewer judges items and ends steps; ask {by}.',
  AUDIT_OWN_WORK:
    '{by} took part in item {number}, and nobody judges own work. Have the audit done by a reviewer who did not.',
  AUDIT_STEP: 'The next step of this audit is number {next}, not {number}. End the steps in their order.',
  AUDIT_OPEN:
    'Step {number} waits for what is still open in this audit: {count} {what}. Finish these first, then end the step.',
  AUDIT_ENDED: 'This audit was archived on {date} and stays as it is. Write a new finding in the next one.',
  DAY_NOT_BALANCED: 'The books of {date} do not balance: {count} findings. Open the ledger check and clear them first.',
  DAY_ADJUSTMENT_WAITS:
    'Adjustments of {date} still wait for a second person: {count}. Have them confirmed or refused under Changes, then prepare the report.',
  DAY_NOT_SIGNED_OFF: '{date} is not signed off, so there is nothing to open again. Take the report back instead.',
  DAY_LATER_SIGNED:
    '{later} is signed off and opens with the closing of {date}. Open the latest signed day first, then go back day by day.',
  ADJUSTMENT_UNEXPLAINED:
    'Explain before you book: nobody has written down what was found at {account} on {date}. Record the finding first, then adjust.',
  ADJUSTMENT_ACCOUNT: '{account} cannot be used in an adjustment of {date}: {why}. Choose another account.',
  ADJUSTMENT_UNBALANCED:
    'The lines of this adjustment add up to {sum}, and a journal adds up to nothing. Correct the amounts.',
  DAY_VARIANCE_OPEN:
    'The bank and the books of {account} differ by {variance}. Match the lines, or write an explanation first.',
  DAY_WORK_OPEN:
    '{count} pieces of work of {date} are only half done. Finish them first; they are listed on the home page.',
  DAY_SIGNED_ALREADY:
    '{date} is signed already and its figures are fixed. Reopen it before the second signature, if they are wrong.',
  DAY_SAME_SIGNER:
    'The two signatures come from two different people, and {by} gave the first. Another person has to sign.',
  DAY_FIGURES_MOVED:
    'The figures of {date} moved after the report was prepared. Prepare it again, read the new figures, then sign.',
  DAY_NOT_PREPARED: '{date} is not prepared yet, so there is nothing to sign. Prepare the report first.',
} as const
