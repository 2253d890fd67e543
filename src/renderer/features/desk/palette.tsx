/** One field for everything: finds requests, customers, cheques, pages and commands (Ctrl+K). */
import { Modal, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useText } from '../../i18n/text.tsx'
import { KeyHint } from '../../ui/key-hint.tsx'
import classes from './palette.module.css'
import { matches } from './palette-search.ts'
import { type PaletteCommand, useDeskCommands } from './use-desk-commands.tsx'

const DEBOUNCE_MS = 120
const COMMANDS_SHOWN = 9

type Entry = PaletteCommand & { detail?: string }

export function Palette({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const t = useText()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      withCloseButton={false}
      title={<span className="visually-hidden">{t('desk.palette')}</span>}
      size={620}
      padding={0}
      yOffset="12vh"
      // Whoever presses Ctrl+K goes on typing at once.
      transitionProps={{ duration: 0 }}
      classNames={{ header: classes.header ?? '', body: classes.body ?? '' }}
    >
      <PaletteBody onClose={onClose} />
    </Modal>
  )
}

function PaletteBody({ onClose }: { onClose(): void }) {
  const t = useText()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const entries = useEntries(text.trim())
  const list = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text means another list
  useEffect(() => setAt(0), [text])
  useEffect(() => {
    list.current?.querySelector(`[data-index="${at}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [at])
  const run = (entry: Entry | undefined): void => {
    if (!entry) return
    onClose()
    entry.run()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setAt((now) => Math.min(entries.length - 1, now + 1))
    else if (event.key === 'ArrowUp') setAt((now) => Math.max(0, now - 1))
    else if (event.key === 'Enter') run(entries[at])
    else return
    event.preventDefault()
  }
  return (
    <div className={classes.palette}>
      <TextInput
        data-autofocus
        size="md"
        variant="unstyled"
        className={classes.field ?? ''}
        leftSection={<IconSearch size={18} aria-hidden />}
        placeholder={t('desk.paletteHint')}
        aria-label={t('desk.palette')}
        role="combobox"
        aria-expanded
        aria-controls="palette-list"
        aria-activedescendant={entries[at] ? `palette-${at}` : undefined}
        value={text}
        maxLength={80}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id="palette-list" role="listbox" aria-label={t('desk.palette')} className={classes.list}>
        {entries.map((entry, index) => (
          <PaletteEntry
            key={entry.id}
            entry={entry}
            index={index}
            active={index === at}
            groupStarts={entries[index - 1]?.group !== entry.group}
            onRun={() => run(entry)}
          />
        ))}
        {entries.length === 0 && <p className={classes.nothing}>{t('desk.paletteNothing', { text })}</p>}
      </div>
    </div>
  )
}

type PaletteEntryProps = { entry: Entry; index: number; active: boolean; groupStarts: boolean; onRun(): void }

function PaletteEntry({ entry, index, active, groupStarts, onRun }: PaletteEntryProps) {
  return (
    <>
      {groupStarts && (
        <div className={classes.group} role="presentation">
          {entry.group}
        </div>
      )}
      <button
        type="button"
        role="option"
        id={`palette-${index}`}
        data-index={index}
        aria-selected={active}
        tabIndex={-1}
        className={classes.entry}
        onClick={onRun}
      >
        {entry.icon}
        <span className={classes.label}>{entry.label}</span>
        {entry.detail !== undefined && <span className={classes.detail}>{entry.detail}</span>}
        {entry.key !== undefined && <KeyHint keys={entry.key} />}
      </button>
    </>
  )
}

function useEntries(text: string): readonly Entry[] {
  const t = useText()
  const [, go] = useLocation()
  const commands = useDeskCommands()
  const [asked] = useDebouncedValue(text, DEBOUNCE_MS)
  const { data } = useApi(['desk.search', asked], () => api.desk.search({ text: asked }), {
    enabled: asked !== '',
    keepPrevious: true,
  })
  return useMemo(() => {
    const found = commands
      .filter((command) => matches(command, text))
      .slice(0, text === '' ? undefined : COMMANDS_SHOWN)
    if (text === '' || !data) return found
    const hits = data.hits.map((hit) => ({
      id: `${hit.kind}:${hit.route}`,
      group: t('desk.paletteHits'),
      icon: null,
      label: hit.title,
      detail: `${t(`desk.hit.${hit.kind}`)} · ${hit.detail}`,
      run: () => go(hit.route),
    }))
    return [...hits, ...found]
  }, [commands, data, text, t, go])
}
