/** Why a customer is of the risk he is: who graded him, what others said, where he is paid, what the register holds (R3-55). */
import { Button, Skeleton } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { Link } from 'wouter'
import type { CustomerCard } from '../../../contract/customers.ts'
import { requestNumber } from '../../../contract/ids.ts'
import type { CustomerRisk as Risk, RiskEntry } from '../../../contract/risk.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { type Translate, useLanguage, useText } from '../../i18n/text.tsx'
import { useWords, type WordFor } from '../../i18n/use-words.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import { factWords } from '../checks/facts-panel.tsx'
import { countryName } from '../risk/risk-regions.tsx'
import classes from './customers.module.css'
import { RiskBadge } from './risk-badge.tsx'

export function CustomerRisk({ customer }: { customer: CustomerCard }) {
  const t = useText()
  const { customerId } = customer
  const found = useApi(['risk.ofCustomer', customerId], () => api.risk.ofCustomer({ customerId }), {
    topics: ['customers', 'requests', 'settings'],
  })
  return (
    <SectionCard title={t('customers.risk.title')} aside={<RiskBadge risk={customer.risk} />}>
      {found.problem !== null && <ErrorNote sentence={found.problem} onRetry={found.reload} />}
      {found.problem === null && !found.data && <Skeleton height={60} />}
      {found.data && <History customer={customer} risk={found.data} />}
    </SectionCard>
  )
}

type Line = { key: string; at: number; by: string; text: ReactNode; note: string }
const SHOWN = 3

function History({ customer, risk }: { customer: CustomerCard; risk: Risk }) {
  const t = useText()
  const language = useLanguage()
  const word = useWords()
  const [all, setAll] = useState(false)
  const lines = linesOf(risk, { t, word, currency: customer.accounts[0]?.currency ?? 'HKD' })
  const shown = all ? lines : lines.slice(0, SHOWN)
  return (
    <>
      {risk.regions.map(({ destinationId, region }) => (
        <p key={destinationId} className={classes.why}>
          {t('customers.risk.region', { region: countryName(region, language) })}
        </p>
      ))}
      {risk.changes.length === 0 && <p className={classes.note}>{t('customers.risk.unchanged')}</p>}
      <ol className={classes.list} aria-label={t('customers.risk.history')}>
        {shown.map(({ key, at, by, text, note }) => (
          <li key={key} className={classes.riskLine}>
            <span>{text}</span>
            {note !== '' && <span>{note}</span>}
            <span className={classes.dimmed}>
              {by} · <InstantText at={at as never} />
            </span>
          </li>
        ))}
      </ol>
      {lines.length > shown.length && (
        <Button size="compact-xs" variant="subtle" onClick={() => setAll(true)}>
          {t('customers.risk.more', { count: lines.length - shown.length })}
        </Button>
      )}
    </>
  )
}

type Words = { t: Translate; word: WordFor; currency: CustomerCard['accounts'][number]['currency'] }

/** Everything that was said about the risk, the newest first. */
function linesOf({ changes, said, entries }: Risk, { t, word, currency }: Words): Line[] {
  return [
    ...changes.map(({ before, after, reason, by, at }) => ({
      key: `change-${at}`,
      at,
      by,
      text: <b>{t('customers.risk.change', { before: word('risk', before), after: word('risk', after) })}</b>,
      note: reason === '' ? t('customers.risk.noReason') : reason,
    })),
    ...said.map(({ fact, value, source, by, at }) => ({
      key: fact,
      at,
      by,
      text: `${t(`facts.name.${fact}`)}: ${factWords(fact, value, { currency, t })}`,
      note: source,
    })),
    ...(entries ?? []).map((entry) => ({
      key: `entry-${entry.entryId}`,
      at: entry.at,
      by: entry.by,
      text: <Entry entry={entry} />,
      note: entry.note,
    })),
  ].sort((a, b) => b.at - a.at)
}

function Entry({ entry: { kind, requestId, assessment, waiting, decision } }: { entry: RiskEntry }) {
  const t = useText()
  return (
    <>
      {t(`risk.kind.${kind}`)}
      {requestId !== null && (
        <>
          {' · '}
          <Link className="desk-link" href={`/requests/${requestId}`}>
            {requestNumber(requestId)}
          </Link>
        </>
      )}
      {assessment !== 'none' && ` · ${t(`risk.assessment.${assessment}`)}`}
      {waiting && (
        <>
          {' '}
          <ToneBadge tone="second" label={t('customers.risk.waiting')} />
        </>
      )}
      {decision && ` · ${t(`risk.decision.${decision.decision}`)} (${decision.by})`}
    </>
  )
}
