/** Everything that ever happened to a leaf, oldest first, opened when somebody asks for it. */
import { Button, Collapse, Timeline } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconHistory } from '@tabler/icons-react'
import type { LeafRow } from '../../../contract/cheques.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { isTextKey, type Translate, useText } from '../../i18n/text.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import classes from './cheques.module.css'

export function LeafHistory({ leaf }: { leaf: LeafRow }) {
  const t = useText()
  const [open, panel] = useDisclosure(false)
  return (
    <div>
      <Button
        size="xs"
        variant="subtle"
        leftSection={<IconHistory size={14} />}
        aria-expanded={open}
        onClick={panel.toggle}
      >
        {t('cheques.leaf.history')}
      </Button>
      <Collapse expanded={open}>{open && <Events leafId={leaf.leafId} />}</Collapse>
    </div>
  )
}

function Events({ leafId }: { leafId: LeafRow['leafId'] }) {
  const t = useText()
  const events = useApi(['cheques.history', leafId], () => api.cheques.history({ leafId }), { topics: ['cheques'] })
  if (events.problem !== null) return <ErrorNote sentence={events.problem} onRetry={events.reload} />
  return (
    <Timeline bulletSize={12} lineWidth={2} mt="sm">
      {(events.data ?? []).map(({ sequence, at, by, action, reason, changes }) => (
        <Timeline.Item key={sequence} title={words(`audit.action.${action}`, action, t)}>
          <div className={classes.dimmed}>
            {by} · <InstantText at={at} />
          </div>
          {reason !== '' && <div>{reason}</div>}
          {changes
            .filter(({ field, after }) => field !== 'state' && after !== null)
            .map(({ field, after }) => (
              <div key={field} className={classes.historyChange}>
                {words(`audit.field.${field}`, field, t)}: {after}
              </div>
            ))}
        </Timeline.Item>
      ))}
    </Timeline>
  )
}

function words(key: string, otherwise: string, t: Translate): string {
  return isTextKey(key) ? t(key) : otherwise
}
