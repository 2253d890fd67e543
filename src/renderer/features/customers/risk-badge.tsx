/** How closely a customer is to be looked at; only high risk stands out. */
import type { CustomerRow } from '../../../contract/customers.ts'
import { useWords } from '../../i18n/use-words.ts'
import { ToneBadge } from '../../ui/status-badge.tsx'

export function RiskBadge({ risk }: { risk: CustomerRow['risk'] }) {
  const word = useWords()
  if (risk !== 'high') return <span>{word('risk', risk)}</span>
  return <ToneBadge tone="wait" label={word('risk', risk)} />
}
