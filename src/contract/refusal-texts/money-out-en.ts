/** The sentences of refusals about money on its way: failed payments, emergencies, transfers; in English. */
export const moneyOutTexts = {
  RETRY_NOT_APPROVED:
    'The approvals of {request} do not cover another try as it stands. Have it approved again on its card; the payment then leaves from there.',
  RETRY_NOTHING_UNPAID:
    'No failed payment of {request} is open: it was paid again or ended meanwhile. Look at its card before you pay anything.',
  FAILURE_HELD:
    '{by} put the failed payment of {request} under investigation: {reason}. Nothing is tried or given back until another person releases it under Failed payments.',
  FAILURE_STATE:
    'The failed payment of {request} is “{status}”, so this cannot be done with it now. Look at what was decided and by whom.',
  FAILURE_RELEASE_SAME_PERSON:
    '{by} ordered the investigation of {request}, and nobody ends their own. Another operator has to release it.',
  CANCEL_NOT_OFFERED:
    'The workflow of {request} has no way to end it unpaid from “{status}”. Open its card to see what may be done.',
  PROCESSING_PAUSED:
    'Processing is paused by {by}: {reason}. Nothing is sent until two people lift the pause on the page Emergency.',
  ACCOUNT_FROZEN:
    '{request} is not paid: the account {number} is frozen by {by} ({reason}). Two people lift it on the page Emergency.',
  CUSTOMER_SUSPENDED:
    '{request} is not paid: {what} is suspended by {by} ({reason}). Two people lift it on the page Emergency.',
  EMERGENCY_IN_FORCE: 'This is in force already for {what}, raised by {by}. Nothing has to be done again.',
  EMERGENCY_LIFT_SAME_PERSON:
    'It takes two people to lift an emergency, and {by} asked for it. Another person has to confirm.',
  TRANSFER_EXECUTED:
    'The transfer of {request} was executed already and is “{status}”. A transfer is executed once; nothing was sent again.',
  TRANSFER_NO_BANK:
    'This desk has no bank interface for transfers, so {request} leaves by a file. Build a batch with it, or have the interface set up under Settings.',
  TRANSFER_BY_MAKER:
    '{by} made the payment of {request}, and nobody executes what they made. Another operator has to press.',
  TRANSFER_SAME_PERSON:
    'The two presses come from two different people, and {by} gave the first for {request}. Another operator has to press.',
  TRANSFER_OFF_HOURS:
    'The channel “{channel}” is outside its service hours now, so {request} is not executed. Try again when it opens.',
} as const
