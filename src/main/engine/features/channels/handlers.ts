/** Reading of channels, routing and banks; trying the routing out. */
import type { Bank } from '../../../../contract/channels.ts'
import type { Handlers } from '../../call.ts'
import { proposeChange } from './changing.ts'
import { recommendFor } from './choosing.ts'
import { keptBanks, keptChannels, keptRouting } from './registry.ts'
import { payeeBankOf } from './rules.ts'
import { layoutsInUse, tryLayout } from './trying-layouts.ts'

/** Rows that a search for a bank shows at most. */
const BANKS_SHOWN = 200

export const channelsHandlers: Handlers<'channels'> = {
  list: (call) => keptChannels(call).map(({ definition, ...kept }) => ({ channel: definition, ...kept })),

  routing(call) {
    const { definition, ...kept } = keptRouting(call)
    return { routing: definition, ...kept }
  },

  banks(call, { search }) {
    const { definition, ...kept } = keptBanks(call)
    const found = definition.banks.filter((bank) => isFound(bank, search.toLowerCase()))
    return { banks: found.slice(0, BANKS_SHOWN), total: definition.banks.length, ...kept }
  },

  layouts: (call) => layoutsInUse(call),

  tryLayout: (call, input) => tryLayout(call, input),

  propose(call, { commandId: _, ...change }) {
    const { proposalId, applied } = proposeChange(call, change)
    return { proposalId, applied: applied !== null }
  },

  tryOut(call, { bankCode, bankBic, country, feeConsent, ...payment }) {
    return recommendFor(call, {
      ...payment,
      bank: payeeBankOf(keptBanks(call).definition, { bankCode, bankBic, country }),
      controls: feeConsent === null ? {} : { feeConsent: feeConsent === 'accepted' ? 'holds' : 'refused' },
    })
  },
}

function isFound({ code, name, bic, house }: Bank, search: string): boolean {
  return [code, name.en, name['zh-Hant'], bic, house].some((text) => text.toLowerCase().includes(search))
}
