/** The channels for one payment, the recommended one first; those that cannot carry it say why and cannot be chosen. */
import { Button, Radio, Text } from '@mantine/core'
import { useState } from 'react'
import type { Candidate } from '../../../contract/channels.ts'
import type { Currency } from '../../../contract/money.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import { arrivalWords, feeWords, labelIn, reasonWords, VERDICT_TONE } from './channel-words.ts'
import classes from './channels.module.css'

type Props = {
  candidates: readonly Candidate[]
  currency: Currency
  chosen: string | null
  /** Nothing = the list is only read. */
  onChoose?: ((channel: string) => void) | undefined
}

export function CandidateList({ candidates, currency, chosen, onChoose }: Props) {
  const t = useText()
  const can = candidates.filter(({ verdict }) => verdict !== 'impossible')
  const cannot = candidates.filter(({ verdict }) => verdict === 'impossible')
  // Where nothing can carry the payment, the reasons are the answer.
  const [all, setAll] = useState(can.length === 0)
  const lines = (some: readonly Candidate[]) =>
    some.map((candidate) => (
      <CandidateLine key={candidate.channel} candidate={candidate} {...{ currency, chosen, onChoose }} />
    ))
  return (
    <div className={classes.candidates}>
      {can.length === 0 && <Text c="dimmed">{t('channels.none')}</Text>}
      {lines(can)}
      {cannot.length > 0 && (
        <Button variant="subtle" size="compact-sm" onClick={() => setAll(!all)} aria-expanded={all}>
          {t(all ? 'channels.hideOthers' : 'channels.whyNotOthers', { count: cannot.length })}
        </Button>
      )}
      {all && lines(cannot)}
    </div>
  )
}

function CandidateLine(props: Omit<Props, 'candidates'> & { candidate: Candidate }) {
  const { candidate, currency, chosen, onChoose } = props
  const t = useText()
  const language = useLanguage()
  const { verdict, reasons, fee, arrival, channel } = candidate
  const name = labelIn(candidate.name, language)
  const possible = verdict !== 'impossible'
  return (
    <div className={classes.candidate} data-impossible={!possible || undefined}>
      {onChoose ? (
        <Radio
          name="channel"
          aria-label={name}
          disabled={!possible}
          checked={chosen === channel}
          onChange={() => onChoose(channel)}
        />
      ) : (
        <span />
      )}
      <div>
        <div className={classes.candidateName}>
          <b>{name}</b> <span className={classes.key}>{channel}</span>
          {verdict !== 'possible' && (
            <ToneBadge tone={VERDICT_TONE[verdict]} label={t(`channels.verdict.${verdict}`)} />
          )}
        </div>
        <ul className={classes.reasons}>
          {reasons.map((reason) => (
            <li key={`${reason.reason}-${reason.figures.control ?? ''}`}>{reasonWords(reason, t, language)}</li>
          ))}
        </ul>
      </div>
      <div className={classes.terms}>
        {possible && (
          <>
            <span>{feeWords(fee, currency, t)}</span>
            <span className={classes.key}>{arrivalWords(arrival, t)}</span>
          </>
        )}
      </div>
    </div>
  )
}
