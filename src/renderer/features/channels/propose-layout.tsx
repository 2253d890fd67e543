/** Puts a layout before a second person; one whose sample did not come back equal cannot be proposed. */
import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { UploadLayout } from '../../../contract/layouts.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { RefusalNote } from '../../ui/error-note.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { useProposedNote } from '../proposals/use-proposed.ts'
import type { KeptLayout } from './layout-list.tsx'
import type { Tried } from './layout-preview.tsx'
import classes from './layouts.module.css'

type Props = { kept: KeptLayout; draft: UploadLayout; tried: Tried | undefined }

export function ProposeLayout({ kept, draft, tried }: Props) {
  const t = useText()
  const note = useProposedNote()
  const [reason, setReason] = useState('')
  const propose = useCommand(api.channels.propose, { onDone: note })
  const changed = kept.version === 0 || JSON.stringify(draft) !== JSON.stringify(kept.layout)
  const passes = tried !== undefined && tried.problems.length === 0 && (tried.sample?.problems.length ?? 0) === 0
  return (
    <SectionCard title={t('channels.layouts.proposeTitle')}>
      <Group gap="sm" align="end">
        <TextInput
          className={classes.reason}
          label={t('channels.change.reason')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button
          color="violet"
          disabled={!changed || !passes || reason.trim() === ''}
          loading={propose.busy}
          onClick={() =>
            void propose.run({
              kind: 'layout',
              key: draft.key,
              expectedVersion: kept.version,
              definition: JSON.stringify(draft),
              reason: reason.trim(),
            })
          }
        >
          {t('channels.layouts.propose')}
        </Button>
      </Group>
      <RefusalNote refusal={propose.refusal} />
    </SectionCard>
  )
}
