/** The channel of a request on its card, with the way to “why this one?”; missing, it is said aloud (R3-28). */
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { RequestCard } from '../../../contract/requests.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import { ChannelDialog } from './channel-dialog.tsx'
import { arrivalWords, labelIn } from './channel-words.ts'
import classes from './channels.module.css'

export function useChannelChoice(requestId: number) {
  return useApi(['requests.channelChoice', requestId], () => api.requests.channelChoice({ requestId }), {
    topics: ['requests', 'channels', 'customers'],
    requestId,
  })
}

export function ChannelLine({ card }: { card: RequestCard }) {
  const t = useText()
  const language = useLanguage()
  const [open, setOpen] = useState(false)
  const { data: choice } = useChannelChoice(card.row.requestId)
  if (!choice) return null
  const { recommendation } = choice
  const chosen = recommendation.candidates.find(({ channel }) => channel === choice.channel)
  const wanted = recommendation.candidates.find(({ verdict }) => verdict === 'recommended')
  return (
    <span className={classes.channelLine}>
      {choice.name !== null && <b>{labelIn(choice.name, language)}</b>}
      {chosen && <span className={classes.key}>{arrivalWords(chosen.arrival, t)}</span>}
      {choice.channel === null &&
        (wanted ? (
          <span>{t('channels.line.recommended', { channel: labelIn(wanted.name, language) })}</span>
        ) : (
          <ToneBadge tone="wait" label={t('channels.line.decide')} />
        ))}
      <Button size="compact-xs" variant="subtle" onClick={() => setOpen(true)}>
        {t(choice.channel === null && choice.mayChange ? 'channels.line.choose' : 'channels.line.why')}
      </Button>
      {open && <ChannelDialog card={card} choice={choice} onClose={() => setOpen(false)} />}
    </span>
  )
}
