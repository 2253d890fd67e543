/** Somebody asked for a step that takes two people: who, why, and the button for the second one. */
import { Alert, Button, Group } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import type { LeafRow } from '../../../contract/cheques.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { RefusalNote } from '../../ui/error-note.tsx'

export function AskedNote({ leaf, onAct }: { leaf: LeafRow; onAct(kind: 'void' | 'stop'): void }) {
  const t = useText()
  const me = useMe()
  const unask = useCommand(api.cheques.unask)
  const { asked, leafId, version, number } = leaf
  if (asked === null) return null
  const mine = asked.by === me.displayName
  return (
    <Alert color="violet" icon={<IconUsers size={18} />}>
      {t(`cheques.leaf.asked.${asked.action}`, { by: asked.by, reason: leaf.reason ?? '' })}
      <RefusalNote refusal={unask.refusal} />
      <Group gap="sm" mt="xs">
        <Button
          size="xs"
          variant="default"
          loading={unask.busy}
          onClick={() => void unask.run({ leafId, expectedVersion: version })}
        >
          {t('cheques.leaf.unask')}
        </Button>
        {!mine && me.permissions.includes('cheques.release') && (
          <Button size="xs" color="violet" onClick={() => onAct(asked.action)}>
            {asked.action === 'void' ? t('cheques.void.submit', { number }) : t('cheques.stop.action')}
          </Button>
        )}
      </Group>
    </Alert>
  )
}
