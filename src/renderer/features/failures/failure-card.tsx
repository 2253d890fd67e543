/** One failed payment: what the bank said, why it is with a person, every try so far, and what may be decided now. */
import { Button, Skeleton, Stack, Text, Tooltip } from '@mantine/core'
import { useState } from 'react'
import type { Attempt, Choice, FailureRow } from '../../../contract/failures.ts'
import { requestNumber } from '../../../contract/ids.ts'
import type { RefusalData } from '../../../contract/refusals.ts'
import { api } from '../../api/client.ts'
import { describeRefusal } from '../../api/describe-problem.ts'
import { useApi } from '../../api/use-api.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { moneyWords } from '../../ui/money-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import { DecideDialog } from './decide-dialog.tsx'
import { causeWords, TONE_OF } from './failure-words.ts'
import classes from './failures.module.css'

export function FailureCard({ instructionId }: { instructionId: number }) {
  const read = useApi(['failures.get', instructionId], () => api.failures.get({ instructionId }), {
    topics: ['batches', 'requests', 'emergencies'],
  })
  const t = useText()
  const [choice, setChoice] = useState<Choice | 'name' | null>(null)
  if (read.problem !== null) return <ErrorNote sentence={read.problem} onRetry={read.reload} />
  if (!read.data) return <Skeleton height={320} />
  const { row, attempts, choices } = read.data
  const offered = choices.filter((each) => (each.choice === 'release') === (row.state === 'held'))
  const open = offered.length > 0
  return (
    <Stack gap="md">
      <SectionCard
        title={`${requestNumber(row.requestId)} · ${moneyWords(row.amountMinor, row.currency)}`}
        aside={<ToneBadge tone={TONE_OF[row.state]} label={t(`failures.state.${row.state}`)} />}
      >
        <Facts row={row} />
        {open && (
          <div className={classes.choices}>
            {offered.map((each) => (
              <ChoiceButton key={each.choice} {...each} onPick={() => setChoice(each.choice)} />
            ))}
            {row.state !== 'held' && choices.some((each) => each.choice === 'retry') && (
              <Button size="xs" variant="subtle" onClick={() => setChoice('name')}>
                {t('failures.choice.name')}
              </Button>
            )}
          </div>
        )}
      </SectionCard>
      <SectionCard
        title={t('failures.attempts')}
        aside={t('failures.retries', { n: row.retries, most: row.mostRetries })}
      >
        <ol className={classes.attempts}>
          {attempts.map((attempt, index) => (
            <AttemptLine key={attempt.instructionId} attempt={attempt} number={index + 1} />
          ))}
        </ol>
      </SectionCard>
      {choice !== null && <DecideDialog choice={choice} shown={read.data} onClose={() => setChoice(null)} />}
    </Stack>
  )
}

function Facts({ row }: { row: FailureRow }) {
  const t = useText()
  const language = useLanguage()
  return (
    <dl className={classes.facts}>
      <dt>{t('failures.fact.payee')}</dt>
      <dd>{row.payeeName}</dd>
      <dt>{t('failures.fact.channel')}</dt>
      <dd>{row.channelName === null ? t('failures.noChannel') : row.channelName[language] || row.channelName.en}</dd>
      <dt>{t('failures.fact.cause')}</dt>
      <dd>{causeWords(row, t, language)}</dd>
      <dt>{t('failures.fact.words')}</dt>
      <dd>{row.words || '—'}</dd>
      <dt>{t('failures.fact.at')}</dt>
      <dd>
        <InstantText at={row.at} />
      </dd>
      {row.retryAt !== null && (
        <>
          <dt>{t('failures.fact.retryAt')}</dt>
          <dd>
            <InstantText at={row.retryAt} />
          </dd>
        </>
      )}
      {row.state === 'review' && row.why !== null && (
        <>
          <dt>{t('failures.fact.why')}</dt>
          <dd>
            {t(`failures.why.${row.why}`)}
            {row.refusal !== null && ` ${describeRefusal(row.refusal, language)}`}
          </dd>
        </>
      )}
      {row.state === 'held' && row.heldBy !== null && (
        <>
          <dt>{t('failures.fact.held')}</dt>
          <dd>
            {row.heldBy}: {row.text}
          </dd>
        </>
      )}
    </dl>
  )
}

const RED: readonly Choice[] = ['cancel', 'hold']

function ChoiceButton({
  choice,
  blockedBy,
  onPick,
}: {
  choice: Choice
  blockedBy: RefusalData | null
  onPick(): void
}) {
  const t = useText()
  const language = useLanguage()
  const button = (
    <Button
      size="xs"
      color={RED.includes(choice) ? 'red' : choice === 'release' ? 'violet' : 'teal'}
      variant={choice === 'retry' || choice === 'release' ? 'filled' : 'light'}
      // A button that is off keeps its tooltip only while it can be reached.
      {...(blockedBy === null ? {} : { 'data-disabled': true })}
      aria-disabled={blockedBy !== null}
      onClick={(event) => (blockedBy === null ? onPick() : event.preventDefault())}
    >
      {t(`failures.choice.${choice}`)}
    </Button>
  )
  if (blockedBy === null) return button
  return (
    <Tooltip
      multiline
      w={320}
      label={describeRefusal(blockedBy, language)}
      events={{ hover: true, focus: true, touch: true }}
    >
      {button}
    </Tooltip>
  )
}

function AttemptLine({ attempt, number }: { attempt: Attempt; number: number }) {
  const t = useText()
  const language = useLanguage()
  const channel = attempt.channelName?.[language] || attempt.channelName?.en || t('failures.noChannel')
  return (
    <li>
      <div className={classes.row}>
        <span>
          {t('failures.attempt', { number })} · {channel} · <InstantText at={attempt.at} />
        </span>
        <span>{t(`batches.instruction.${attempt.state}`)}</span>
      </div>
      {attempt.words !== '' && (
        <Text size="sm" className={classes.dimmed ?? ''}>
          {attempt.words}
        </Text>
      )}
      {attempt.resolution !== null && (
        <Text size="sm">
          {t(`failures.resolution.${attempt.resolution}`)}
          {attempt.resolvedBy !== null && `, ${attempt.resolvedBy}`}
          {attempt.text !== '' && `: ${attempt.text}`}
        </Text>
      )}
    </li>
  )
}
