/** The middle: the difference in large figures, the proposals with their reasons, and the buttons. */
import { Button, UnstyledButton } from '@mantine/core'
import { IconArrowBackUp, IconCheck, IconCoins, IconNotes } from '@tabler/icons-react'
import type { Proposal, StatementLine } from '../../../contract/statements.ts'
import { useText } from '../../i18n/text.tsx'
import { RefusalNote } from '../../ui/error-note.tsx'
import { KeyHint } from '../../ui/key-hint.tsx'
import { MoneyText, moneyWords } from '../../ui/money-text.tsx'
import { type Chosen, chargeMinor, differenceMinor, isExact, openTotals } from './reconciliation.ts'
import classes from './statements.module.css'
import type { Undoable } from './undo-dialog.tsx'

export type DifferencePanelProps = {
  line: StatementLine | null
  lines: readonly StatementLine[]
  chosen: Chosen
  mayMatch: boolean
  busy: boolean
  refusal: { sentence: string } | null
  last: Undoable | null
  onChoose(place: number): void
  onAccept(): void
  /** Accepts with the rest as the bank's charge. */
  onCharge(): void
  onOther(): void
  onUndo(): void
}

export function DifferencePanel(props: DifferencePanelProps) {
  const { line, chosen, mayMatch, busy, refusal, last } = props
  const t = useText()
  const exact = isExact(line, chosen)
  const charge = chargeMinor(line, chosen)
  return (
    <section className={classes.middle} aria-label={t('statements.desk.difference')}>
      <Difference line={line} chosen={chosen} />
      {line && <Proposals line={line} chosen={chosen} onChoose={props.onChoose} />}
      <RefusalNote refusal={refusal} />
      {mayMatch && line && (
        <>
          <Button leftSection={<IconCheck size={16} />} disabled={!exact} loading={busy} onClick={props.onAccept}>
            {chosen.book
              ? t('statements.desk.acceptAs', { as: t(`statements.other.${chosen.book.as}`) })
              : t('statements.desk.accept', { amount: moneyWords(line.amountMinor, line.currency) })}
          </Button>
          {charge !== null && line.direction === 'credit' && (
            <p className={classes.hint}>
              {t('statements.desk.shortReturn', {
                back: moneyWords(line.amountMinor, line.currency),
                paid: moneyWords(chosen.amountMinor, line.currency),
                charge: moneyWords(charge, line.currency),
              })}
            </p>
          )}
          {charge !== null && (
            <Button variant="light" leftSection={<IconCoins size={16} />} loading={busy} onClick={props.onCharge}>
              {t('statements.desk.acceptCharge', { amount: moneyWords(charge, line.currency) })}
            </Button>
          )}
          <Button variant="default" leftSection={<IconNotes size={16} />} onClick={props.onOther}>
            {t('statements.desk.bookOther')}
          </Button>
        </>
      )}
      {mayMatch && last && (
        <Button variant="subtle" leftSection={<IconArrowBackUp size={16} />} onClick={props.onUndo}>
          {t('statements.desk.undoLine', { line: last.lineNumber })}
        </Button>
      )}
      <Left lines={props.lines} />
    </section>
  )
}

function Difference({ line, chosen }: { line: StatementLine | null; chosen: Chosen }) {
  const t = useText()
  const difference = differenceMinor(line, chosen)
  const exact = isExact(line, chosen)
  return (
    <div className={classes.difference} data-exact={exact || line === null || undefined} aria-live="polite">
      <span className={classes.dimmed}>{t('statements.desk.difference')}</span>
      {line && difference !== null ? (
        <MoneyText amountMinor={difference} currency={line.currency} size="xl" strong />
      ) : (
        <span className={classes.zero}>0.00</span>
      )}
      <span className={classes.dimmed}>
        {line === null
          ? t('statements.desk.nothingLeft')
          : exact
            ? t('statements.desk.zero')
            : t('statements.desk.notZero')}
      </span>
    </div>
  )
}

type ProposalsProps = { line: StatementLine; chosen: Chosen; onChoose(place: number): void }

function Proposals({ line, chosen, onChoose }: ProposalsProps) {
  const t = useText()
  if (line.proposals.length === 0) return <p className={classes.hint}>{t('statements.desk.noProposal')}</p>
  const placed = line.proposals.map((proposal, place) => ({ proposal, place }))
  return (
    <ul className={classes.proposals} aria-label={t('statements.desk.proposals')}>
      {placed.map(({ proposal, place }) => (
        <li key={place}>
          <UnstyledButton
            className={classes.proposal}
            data-active={chosen.proposal === place || undefined}
            aria-pressed={chosen.proposal === place}
            onClick={() => onChoose(place)}
          >
            <ProposalWords proposal={proposal} place={place} currency={line.currency} />
          </UnstyledButton>
        </li>
      ))}
    </ul>
  )
}

type ProposalWordsProps = { proposal: Proposal; place: number; currency: StatementLine['currency'] }

function ProposalWords({ proposal, place, currency }: ProposalWordsProps) {
  const t = useText()
  return (
    <>
      <span className={classes.between}>
        <span>
          <KeyHint keys={String(place + 1)} /> <strong>{t(`statements.kind.${proposal.kind}`)}</strong>
        </span>
        <MoneyText amountMinor={proposal.amountMinor} currency={currency} size="sm" />
      </span>
      {proposal.book && (
        <span>
          {t('statements.desk.proposedAs', {
            as: t(`statements.other.${proposal.book.as}`),
            explanation: proposal.book.explanation,
          })}
        </span>
      )}
      <span className={classes.dimmed}>{proposal.because}</span>
    </>
  )
}

function Left({ lines }: { lines: readonly StatementLine[] }) {
  const t = useText()
  const totals = openTotals(lines)
  if (totals.length === 0) return null
  return (
    <div className={classes.left}>
      <span className={classes.dimmed}>{t('statements.desk.leftAmount')}</span>
      {totals.map(({ currency, lines: count, amountMinor }) => (
        <span key={currency} className={classes.between}>
          <span>{t('statements.desk.left', { count })}</span>
          <MoneyText amountMinor={amountMinor} currency={currency} />
        </span>
      ))}
    </div>
  )
}
