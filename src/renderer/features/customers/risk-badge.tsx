/** How closely a customer is to be looked at; normal risk stays quiet. */
import type { CustomerRow } from '../../../contract/customers.ts'
import { useWords } from '../../i18n/use-words.ts'
import { ToneBadge } from '../../ui/status-badge.tsx'

export function RiskBadge({ risk }: { risk: CustomerRow['risk'] }) {
  const word = useWords()
  if (risk === 'normal') return <span>{word('risk', risk)}</span>
  return <ToneBadge tone={risk === 'high' ? 'wait' : 'neutral'} label={word('risk', risk)} />
}
