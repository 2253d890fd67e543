/** A line beside a thing whose change waits for a second person, with the way there. */
import { Link } from 'wouter'
import type { Proposal } from '../../../contract/proposals.ts'
import { useText } from '../../i18n/text.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'

export function WaitsNote({ change }: { change: Proposal | undefined }) {
  const t = useText()
  if (!change) return null
  return (
    <Link href="/changes" className="desk-link" title={t('proposals.madeBy', { by: change.madeBy })}>
      <ToneBadge tone="second" label={t('proposals.waitsNote')} />
    </Link>
  )
}
