/** What the end of a day refuses, in English. */
export const dayRefusalTexts = {
  DAY_NOT_BALANCED: 'The books of {date} do not balance: {count} findings. Open the ledger check and clear them first.',
  DAY_ADJUSTMENT_WAITS:
    '{count} {count|adjustment|adjustments} of {date} {count|waits|wait} for a second person. Have {count|it|them} confirmed or refused under Changes, then prepare the report.',
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
