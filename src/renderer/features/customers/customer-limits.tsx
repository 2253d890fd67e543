/** What is used of the limits that are in force for a customer, and what another request may still take (R2-11). */
import { Progress, Skeleton } from '@mantine/core'
import type { LimitUse } from '../../../contract/checks.ts'
import { formatMoney } from '../../../contract/money.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { groupedCount } from '../../i18n/fill.ts'
import { useText } from '../../i18n/text.tsx'
import { useWords } from '../../i18n/use-words.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import classes from './customers.module.css'

export function CustomerLimits({ customerId }: { customerId: number }) {
  const t = useText()
  const found = useApi(
    ['checks.limitsOfCustomer', customerId],
    () => api.checks.limitsOfCustomer({ customerId: customerId as never }),
    { topics: ['requests', 'customers', 'settings'] },
  )
  return (
    <SectionCard title={t('customers.limits.title')}>
      {found.problem !== null && <ErrorNote sentence={found.problem} onRetry={found.reload} />}
      {found.problem === null && !found.data && <Skeleton height={60} />}
      {found.data?.length === 0 && <span className={classes.dimmed}>{t('customers.limits.none')}</span>}
      {found.data && found.data.length > 0 && (
        <ul className={classes.limits}>
          {found.data.map((use) => (
            <LimitItem key={use.limit.limitId} use={use} />
          ))}
        </ul>
      )}
    </SectionCard>
  )
}

const NEARLY = 80

function LimitItem({ use: { limit, used, rest } }: { use: LimitUse }) {
  const t = useText()
  const word = useWords()
  const { measure, currency, bound } = limit
  const show = (figure: number) => (currency === null ? groupedCount(figure) : formatMoney(figure, currency))
  const name = [
    t(measure === 'requestAmount' ? 'customers.limits.perRequest' : `customers.limits.${measure}`),
    measure === 'dayCount' ? null : currency,
    limit.method === null ? null : word('method', limit.method),
  ]
    .filter((each) => each !== null)
    .join(' · ')
  if (used === null) {
    return (
      <li className={classes.limit}>
        <span>{name}</span>
        <span className={classes.figure}>{`${t(`limits.comparison.${limit.comparison}`)} ${show(bound)}`}</span>
      </li>
    )
  }
  const percent = bound === 0 ? 100 : Math.min(100, (used / bound) * 100)
  const figures = t('customers.limits.of', { used: show(used), bound: show(bound) })
  const spent = rest === 0
  return (
    <li className={classes.limit}>
      <span>{name}</span>
      <span className={classes.figure}>{figures}</span>
      <Progress
        className={classes.bar}
        size="sm"
        value={percent}
        color={spent ? 'var(--tone-late)' : percent >= NEARLY ? 'var(--tone-wait)' : 'var(--tone-done)'}
        aria-label={`${name}: ${figures}`}
      />
      <span className={classes.rest} data-spent={spent || undefined}>
        {spent
          ? t('customers.limits.spent', { effect: t(`checks.outcome.${limit.effect}`) })
          : t('customers.limits.rest', { rest: show(rest) })}
      </span>
    </li>
  )
}
