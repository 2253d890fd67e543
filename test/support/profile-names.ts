/** The profiles that the program brings along. */
export const PROFILES = [
  'manager-finance',
  'department-review',
  'payout-operations',
  'audit-confirm-remit',
  'incentive-payments',
] as const
export type ProfileName = (typeof PROFILES)[number]
