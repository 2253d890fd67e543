/** What failed checks do with a request beside blocking it: why it waits and until when, or that it should be held now. */
import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconClockPause } from '@tabler/icons-react'
import type { CheckLine } from '../../../contract/checks.ts'
import { requestNumber } from '../../../contract/ids.ts'
import type { RequestCard } from '../../../contract/requests.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useProfile } from '../../api/use-profile.ts'
import { useText } from '../../i18n/text.tsx'
import { RefusalNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { Verdict } from '../../ui/verdict.tsx'

/** What a look at the checks would do where the request is now; null where the profile holds nothing there. */
function wouldBe(lines: readonly CheckLine[], ways: readonly (string | null)[]): 'hold' | 'nextDay' | null {
  const failed = lines.filter((line) => line.state === 'failed' && line.blocks)
  if (failed.some(({ outcome }) => outcome === 'refuse')) return null
  if (ways.includes('checkHeld') && failed.some(({ outcome }) => outcome === 'hold')) return 'hold'
  return ways.includes('deferred') && failed.some(({ outcome }) => outcome === 'nextDay') ? 'nextDay' : null
}

export function HeldNote({ card, lines }: { card: RequestCard; lines: readonly CheckLine[] }) {
  const t = useText()
  const { profile, statusLabel } = useProfile()
  const { requestId, version, status, department } = card.row
  const look = useCommand(api.requests.lookAgain, {
    onDone: (changed) =>
      notifications.show({
        color: 'teal',
        message: t('requests.held.moved', {
          request: requestNumber(requestId),
          status: statusLabel(changed.status),
        }),
      }),
  })
  const ways = (profile?.transitions ?? [])
    .filter((way) => way.from === status && department !== null && way.heldBy.includes(department))
    .map(({ on }) => on)
  const held = card.heldByChecks
  const next = held === null ? wouldBe(lines, ways) : null
  if (held === null && next === null) return null
  const button = (
    <Button
      size="compact-sm"
      variant="default"
      loading={look.busy}
      onClick={() => void look.run({ requestId, expectedVersion: version })}
    >
      {t(held !== null ? 'requests.held.again' : next === 'hold' ? 'requests.held.hold' : 'requests.held.defer')}
    </Button>
  )
  return (
    <>
      <Verdict
        tone="wait"
        icon={<IconClockPause size={18} />}
        title={
          held === null
            ? t(next === 'hold' ? 'requests.held.shouldHold' : 'requests.held.shouldDefer')
            : held.kind === 'held'
              ? t('requests.held.held')
              : t('requests.held.deferred')
        }
      >
        {held !== null && (
          <p>
            {held.checks.map((check) => t(`checks.name.${check}`)).join(', ')} · <InstantText at={held.since} />
            {held.until !== null && (
              <>
                {' · '}
                {t('requests.held.until', { date: held.until })}
              </>
            )}
          </p>
        )}
        {button}
      </Verdict>
      <RefusalNote refusal={look.refusal} />
    </>
  )
}
