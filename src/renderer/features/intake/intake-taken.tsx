/** What was taken, and where it waits now. */
import { Button, Group } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { Link } from 'wouter'
import type { IntakeKind } from '../../../contract/intake.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { dateText } from '../../ui/instant-format.ts'
import { Verdict } from '../../ui/verdict.tsx'

export type Taken = { kind: IntakeKind; taken: number; firstRequestId: number | null; date: string }

export function IntakeTaken({ taken, onAnother }: { taken: Taken; onAnother(): void }) {
  const t = useText()
  const language = useLanguage()
  const isRequests = taken.kind === 'requests'
  return (
    <>
      <Verdict
        tone="done"
        icon={<IconCircleCheck size={22} />}
        title={t(`intake.done.${taken.kind}`, { count: taken.taken })}
      >
        {isRequests
          ? t('intake.done.requestsText', { date: dateText(taken.date, language) })
          : t('intake.done.customersText')}
      </Verdict>
      <Group gap="sm">
        {isRequests ? (
          <Button component={Link} href="/queue/customerSupport">
            {t('intake.done.queue')}
          </Button>
        ) : (
          <Button component={Link} href="/customers">
            {t('intake.done.customersLink')}
          </Button>
        )}
        {taken.firstRequestId !== null && (
          <Button variant="default" component={Link} href={`/requests/${taken.firstRequestId}`}>
            {t('intake.done.first')}
          </Button>
        )}
        <Button variant="default" onClick={onAnother}>
          {t('intake.done.another')}
        </Button>
      </Group>
    </>
  )
}
