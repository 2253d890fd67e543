/** Layouts of bank uploads: which there are, who writes by them, and the editor with its live preview. */
import { Button, Group, NavLink, Skeleton } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import type { UploadLayout } from '../../../contract/layouts.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { labelIn } from './channel-words.ts'
import { LayoutEditor } from './layout-editor.tsx'
import classes from './layouts.module.css'

export type KeptLayout = { layout: UploadLayout; version: number }

export function LayoutList() {
  const t = useText()
  const me = useMe()
  const language = useLanguage()
  const [picked, setPicked] = useState<KeptLayout | null>(null)
  const list = useApi(['channels.layouts'], () => api.channels.layouts({}), { topics: ['channels'] })
  if (list.problem !== null) return <ErrorNote sentence={list.problem} onRetry={list.reload} />
  if (!list.data) return <Skeleton height={320} />
  const shown = picked ?? list.data[0]
  return (
    <div className={classes.split}>
      <SectionCard flush title={t('channels.layouts.title')} aside={String(list.data.length)}>
        {list.data.map(({ layout, usedBy, version }) => (
          <NavLink
            key={layout.key}
            active={shown?.layout.key === layout.key}
            label={labelIn(layout.name, language)}
            description={
              usedBy.length === 0
                ? t('channels.layouts.unused', { version })
                : t('channels.layouts.usedBy', {
                    version,
                    channels: usedBy.map((name) => labelIn(name, language)).join(', '),
                  })
            }
            onClick={() => setPicked({ layout, version })}
          />
        ))}
        {shown && me.permissions.includes('admin.settings') && (
          <Group p="sm">
            <Button
              size="compact-sm"
              variant="light"
              leftSection={<IconCopy size={14} />}
              onClick={() => setPicked({ layout: copyOf(shown.layout), version: 0 })}
            >
              {t('channels.layouts.copy')}
            </Button>
          </Group>
        )}
      </SectionCard>
      {shown && <LayoutEditor key={`${shown.layout.key}:${shown.version}`} kept={shown} />}
    </div>
  )
}

/** A layout of the desk's own begins as a copy of one that works. */
const copyOf = (layout: UploadLayout): UploadLayout => ({
  ...layout,
  key: `${layout.key}-own`,
  name: { en: `${layout.name.en} (own)`, 'zh-Hant': layout.name['zh-Hant'] },
})
