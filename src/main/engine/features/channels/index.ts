/** What other features may ask of channels: see `choosing.ts` for how a Confirm step uses it. */
export { applyChange as applyChannelChange } from './changing.ts'
export { controlFactsOf, factsFor, mayUse, recommendFor, recordFact, requireControls } from './choosing.ts'
export {
  allChannels,
  arrivalsOf,
  channelByKey,
  chequeLayouts,
  keptBanks,
  keptFailures,
  keptRouting,
  keptSigners,
  keptTimeline,
  layoutAtVersion,
  newestLayout,
  seedChannels,
} from './registry.ts'
export { channelOfMethod, type PaymentFacts, payeeBankOf, thresholdHolds, withinBound } from './rules.ts'
export {
  batchClosesAt,
  batchDateOf,
  calendarOfChannel,
  hoursOn,
  isChannelOpen,
  minuteOf,
  nextHours,
} from './windows.ts'
