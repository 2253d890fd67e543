/** The total counted three times, by three routes: a tick only when all three say the same. */
import { IconCheck, IconMinus, IconX } from '@tabler/icons-react'
import type { BatchCard } from '../../../contract/batches.ts'
import { useText } from '../../i18n/text.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import { inkOf, type Tone } from '../../ui/tone.ts'
import classes from './batches.module.css'
import { totalsAgree } from './selection.ts'

export function BatchTotals({ card }: { card: BatchCard }) {
  const t = useText()
  const { linesMinor, fileMinor, controlListMinor, fileLines } = card.totals
  const counted = fileMinor !== null && controlListMinor !== null
  const agree = totalsAgree([linesMinor, fileMinor, controlListMinor]) && fileLines === card.instructions.length
  const rows = [
    { name: t('batches.card.total.lines'), amountMinor: linesMinor, lines: card.instructions.length },
    { name: t('batches.card.total.file'), amountMinor: fileMinor, lines: fileLines },
    { name: t('batches.card.total.control'), amountMinor: controlListMinor, lines: counted ? fileLines : null },
  ]
  return (
    <SectionCard title={t('batches.card.totals')} aside={counted && <Outcome agree={agree} />}>
      <dl className={classes.totals}>
        {rows.map(({ name, amountMinor, lines }) => (
          <div key={name} className={classes.total}>
            <dt>
              <Tick tone={amountMinor === null ? 'neutral' : amountMinor === linesMinor ? 'done' : 'late'} />
              {name}
            </dt>
            <dd>
              {amountMinor === null ? (
                <span className={classes.dimmed}>{t('batches.card.total.none')}</span>
              ) : (
                <>
                  {lines !== null && <span className={classes.dimmed}>{lines} ×</span>}
                  <MoneyText amountMinor={amountMinor} currency={card.row.currency} strong />
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </SectionCard>
  )
}

function Outcome({ agree }: { agree: boolean }) {
  const t = useText()
  return (
    <ToneBadge
      tone={agree ? 'done' : 'late'}
      label={t(agree ? 'batches.card.total.agree' : 'batches.card.total.disagree')}
    />
  )
}

function Tick({ tone }: { tone: Tone }) {
  const Icon = tone === 'done' ? IconCheck : tone === 'late' ? IconX : IconMinus
  return <Icon size={16} aria-hidden style={{ color: inkOf(tone) }} />
}
