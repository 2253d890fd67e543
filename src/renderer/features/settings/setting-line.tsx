/** One setting: what it is called, what it does, its value; saving appears only when the value was changed. */
import { Button, Group } from '@mantine/core'
import { useId, useState } from 'react'
import { SETTINGS } from '../../../contract/settings.ts'
import type { Api } from '../../api/client.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { RefusalNote } from '../../ui/error-note.tsx'
import { useOpenChanges, useProposedNote } from '../proposals/use-proposed.ts'
import { WaitsNote } from '../proposals/waits-note.tsx'
import { SettingControl, type SettingValue } from './setting-control.tsx'
import { faultOf } from './setting-faults.ts'
import classes from './settings.module.css'

export type Setting = Awaited<ReturnType<Api['settings']['list']>>[number]

export function SettingLine({ setting, mayWrite }: { setting: Setting; mayWrite: boolean }) {
  const t = useText()
  const id = useId()
  const [value, setValue] = useState<SettingValue>(setting.value)
  const noteProposed = useProposedNote()
  const changeOf = useOpenChanges()
  const set = useCommand(api.settings.set, {
    onDone: (answer) => {
      noteProposed(answer)
      // What was proposed is not in force: the field shows what is.
      if (!answer.applied) setValue(setting.value)
    },
  })
  const { key, version } = setting
  const changed = value !== setting.value
  const fault = changed && !SETTINGS[key].safeParse(value).success ? faultOf(key, t) : null
  const name = t(`settings.key.${key}`)
  return (
    <div className={classes.line}>
      <div>
        <label htmlFor={id} className={classes.name}>
          {name}
        </label>
        <div id={`${id}-hint`} className={classes.hint}>
          {t(`settings.key.${key}.hint`)}
        </div>
      </div>
      <div className={classes.value}>
        <SettingControl id={id} settingKey={key} value={value} disabled={!mayWrite} error={fault} onChange={setValue} />
        {changed ? (
          <Group gap="xs">
            <Button
              size="xs"
              aria-label={t('settings.saveOf', { name })}
              loading={set.busy}
              disabled={fault !== null}
              onClick={() => void set.run({ key, expectedVersion: version, value })}
            >
              {t('settings.save')}
            </Button>
            <Button size="xs" variant="subtle" onClick={() => setValue(setting.value)}>
              {t('settings.undo')}
            </Button>
          </Group>
        ) : (
          <span className={classes.hint}>
            {setting.changedBy === '' ? t('settings.neverChanged') : t('settings.changedBy', { by: setting.changedBy })}
          </span>
        )}
        <WaitsNote change={changeOf(`setting:${key}`)} />
        <RefusalNote refusal={set.refusal} />
      </div>
    </div>
  )
}
