/** Named views of the queue: choose one, keep what is in front under a name, change or remove one's own. */
import { Button, Checkbox, Menu, Stack, TextInput } from '@mantine/core'
import { IconCheck, IconDeviceFloppy, IconPencil, IconTrash, IconUsers } from '@tabler/icons-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { LIMITS } from '../../../contract/limits.ts'
import type { GridColumn, QueueView as NamedView } from '../../../contract/queue.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { choiceOf, filterOf, placeOf, type QueueChoice, type QueueView, writeChoice } from './queue-query.ts'

/** The address of a view. */
export function hrefOf({ view, filter, sort }: NamedView): string {
  const query = writeChoice(choiceOf(filter, sort, view))
  return `/queue/${placeOf(filter)}?${query}`
}

export function useViews(): readonly NamedView[] {
  const { data } = useApi(['queue.views'], () => api.queue.views({}), { topics: ['views', 'settings'] })
  return data ?? []
}

type InFront = { place: QueueView; choice: QueueChoice; columns: readonly GridColumn[]; columnsChanged: boolean }
type Opened = 'save' | 'rename' | 'remove' | null

export function QueueViews({ inFront, views }: { inFront: InFront; views: readonly NamedView[] }) {
  const t = useText()
  const language = useLanguage()
  const [opened, setOpened] = useState<Opened>(null)
  const current = views.find(({ view }) => view === inFront.choice.view)
  const changed = current !== undefined && isChanged(current, inFront)
  const name =
    current && (changed ? t('queue.view.changed', { name: current.label[language] }) : current.label[language])
  const change = useCommand(api.queue.changeView)
  const content = contentOf(inFront)
  const close = () => setOpened(null)
  return (
    <>
      <Menu position="bottom-end" width={280} withinPortal>
        <Menu.Target>
          <Button variant="default" size="xs" leftSection={<IconDeviceFloppy size={14} />} loading={change.busy}>
            {name === undefined ? t('queue.views') : t('queue.view', { name })}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah="70vh" style={{ overflow: 'auto' }}>
          <ViewItems views={views} current={current} />
          <Menu.Divider />
          {current?.mine && changed && (
            <Menu.Item
              leftSection={<IconCheck size={14} />}
              onClick={() =>
                void change.run({ ...keyOf(current), name: current.label.en, shared: current.shared, ...content })
              }
            >
              {t('queue.view.update', { name: current.label[language] })}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconDeviceFloppy size={14} />} onClick={() => setOpened('save')}>
            {t('queue.view.save')}
          </Menu.Item>
          {current?.mine && (
            <>
              <Menu.Item leftSection={<IconPencil size={14} />} onClick={() => setOpened('rename')}>
                {t('queue.view.rename')}
              </Menu.Item>
              <Menu.Item color="red" leftSection={<IconTrash size={14} />} onClick={() => setOpened('remove')}>
                {t('queue.view.remove', { name: current.label[language] })}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {opened === 'save' && <KeepDialog inFront={inFront} onClose={close} />}
      {opened === 'rename' && current && <KeepDialog inFront={inFront} view={current} onClose={close} />}
      {opened === 'remove' && current && <RemoveDialog view={current} onClose={close} />}
    </>
  )
}

const keyOf = ({ viewId, version }: NamedView) => ({ viewId: viewId as never, expectedVersion: version ?? 1 })

function contentOf({ place, choice, columns }: InFront) {
  return { filter: filterOf(place, choice), sort: choice.sort, columns: [...columns] }
}

function isChanged(view: NamedView, { place, choice, columnsChanged }: InFront): boolean {
  const now = `${place}?${writeChoice(choice)}`
  return columnsChanged || now !== `${placeOf(view.filter)}?${writeChoice(choiceOf(view.filter, view.sort, view.view))}`
}

function ViewItems({ views, current }: { views: readonly NamedView[]; current: NamedView | undefined }) {
  const t = useText()
  const language = useLanguage()
  const [, go] = useLocation()
  const groups = [
    { title: t('queue.view.builtIn'), rows: views.filter(({ viewId }) => viewId === null) },
    { title: t('queue.view.mine'), rows: views.filter(({ mine }) => mine) },
    { title: t('queue.view.shared'), rows: views.filter(({ viewId, mine }) => viewId !== null && !mine) },
  ]
  return groups.map(
    ({ title, rows }, group) =>
      (rows.length > 0 || group === 1) && (
        <div key={title}>
          <Menu.Label>{title}</Menu.Label>
          {rows.length === 0 && <Menu.Label fw={400}>{t('queue.view.none')}</Menu.Label>}
          {rows.map((view) => (
            <Menu.Item
              key={view.view}
              leftSection={
                view === current ? (
                  <IconCheck size={14} />
                ) : view.shared && view.mine ? (
                  <IconUsers size={14} />
                ) : (
                  <span style={{ width: 14 }} />
                )
              }
              onClick={() => go(hrefOf(view))}
            >
              {view.label[language]}
              {view.viewId !== null && !view.mine && ` ${t('queue.view.by', { owner: view.owner })}`}
            </Menu.Item>
          ))}
        </div>
      ),
  )
}

/** A new view, or another name and reach for one's own. */
function KeepDialog({ inFront, view, onClose }: { inFront: InFront; view?: NamedView; onClose(): void }) {
  const t = useText()
  const me = useMe()
  const [path, go] = useLocation()
  const [name, setName] = useState(view?.label.en ?? '')
  const [shared, setShared] = useState(view?.shared ?? false)
  const mayShare = me.permissions.includes('withdrawals.massUpdate') || me.permissions.includes('admin.settings')
  const content = contentOf(inFront)
  const save = useCommand(api.queue.saveView, {
    onDone: ({ viewId }) => {
      go(`${path}?${writeChoice({ ...inFront.choice, view: `saved-${viewId}` })}`, { replace: true })
      onClose()
    },
  })
  const change = useCommand(api.queue.changeView, { onDone: onClose })
  const command = view ? change : save
  return (
    <FormDialog
      title={t(view ? 'queue.view.rename' : 'queue.view.save')}
      submit={t('queue.view.saveNamed', { name: name.trim() })}
      busy={command.busy}
      refusal={command.refusal}
      disabled={name.trim() === ''}
      onSubmit={() => {
        if (view) void change.run({ ...keyOf(view), name: name.trim(), shared, ...content })
        else void save.run({ name: name.trim(), shared, ...content })
      }}
      onClose={onClose}
    >
      <Stack gap="sm">
        <TextInput
          required
          data-autofocus
          label={t('queue.view.name')}
          maxLength={LIMITS.shortTextChars}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {mayShare && (
          <Checkbox
            label={t('queue.view.share')}
            checked={shared}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
        )}
      </Stack>
    </FormDialog>
  )
}

function RemoveDialog({ view, onClose }: { view: NamedView; onClose(): void }) {
  const t = useText()
  const language = useLanguage()
  const [path, go] = useLocation()
  const remove = useCommand(api.queue.removeView, {
    onDone: () => {
      go(path, { replace: true })
      onClose()
    },
  })
  const name = view.label[language]
  return (
    <FormDialog
      tone="late"
      focusSubmit
      title={t('queue.view.remove', { name })}
      submit={t('queue.view.remove', { name })}
      busy={remove.busy}
      refusal={remove.refusal}
      onSubmit={() => void remove.run(keyOf(view))}
      onClose={onClose}
    >
      <p style={{ margin: 0 }}>{t('queue.view.removeSure')}</p>
    </FormDialog>
  )
}
