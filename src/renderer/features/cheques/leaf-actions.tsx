/** The next steps of a leaf: sign, release, hand over; behind a menu what ends it, each with its second person. */
import { Button, Group, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import type { LeafRow } from '../../../contract/cheques.ts'
import { useMe } from '../../api/session.ts'
import { useText } from '../../i18n/text.tsx'
import { AskedNote } from './asked-note.tsx'
import classes from './cheques.module.css'
import { ExpireLeaf } from './expire-leaf.tsx'
import { LeafReasonDialog, type ReasonKind } from './leaf-reason-dialog.tsx'
import { LeafReceipt } from './leaf-receipt.tsx'
import { ReleaseLeafDialog } from './release-leaf-dialog.tsx'
import { SignLeaf } from './sign-leaf.tsx'
import { IN_OFFICE, OUTSIDE, SIGNABLE } from './states.ts'

type Opened = 'release' | ReasonKind | null

export function LeafActions({ leaf }: { leaf: LeafRow }) {
  const t = useText()
  const me = useMe()
  const [opened, setOpened] = useState<Opened>(null)
  const mayRelease = me.permissions.includes('cheques.release')
  const signable = SIGNABLE.includes(leaf.state)
  const signed = leaf.signatures.some(({ by }) => by === me.displayName)
  const close = (): void => setOpened(null)
  return (
    <>
      {leaf.asked !== null && <AskedNote leaf={leaf} onAct={setOpened} />}
      <Group gap="sm" justify="flex-end">
        <MoreActions leaf={leaf} onOpen={setOpened} />
        {OUTSIDE.includes(leaf.state) && mayRelease && <ExpireLeaf leaf={leaf} />}
        {leaf.releasedTo !== null && (mayRelease || me.permissions.includes('cheques.print')) && (
          <LeafReceipt leaf={leaf} />
        )}
        {signable && signed && <span className={classes.dimmed}>{t('cheques.sign.byYou')}</span>}
        {signable && me.permissions.includes('cheques.sign') && !signed && <SignLeaf leaf={leaf} />}
        {leaf.state === 'signedTwice' && mayRelease && (
          <Button onClick={() => setOpened('release')}>{t('cheques.sign.release', { number: leaf.number })}</Button>
        )}
      </Group>
      {opened === 'release' && <ReleaseLeafDialog leaf={leaf} onClose={close} />}
      {opened !== null && opened !== 'release' && <LeafReasonDialog leaf={leaf} kind={opened} onClose={close} />}
    </>
  )
}

/** What ends a leaf or moves it aside, offered where the state and the permissions of this person allow it. */
function MoreActions({ leaf, onOpen }: { leaf: LeafRow; onOpen(kind: ReasonKind): void }) {
  const t = useText()
  const me = useMe()
  const may = (permission: (typeof me.permissions)[number]): boolean => me.permissions.includes(permission)
  const { state, number } = leaf
  const quiet = leaf.asked === null
  const asks = may('cheques.release') || may('cheques.print')
  const wasSigned = state === 'signedOnce' || state === 'signedTwice'
  const dead = state === 'returned' || state === 'stale' || state === 'stopped'
  const items: [kind: ReasonKind, offered: boolean, label: string][] = [
    ['handOver', IN_OFFICE.includes(state), t('cheques.handOver.action')],
    ['return', OUTSIDE.includes(state) && may('cheques.release'), t('cheques.return.action')],
    ['askStop', OUTSIDE.includes(state) && quiet && asks, t('cheques.ask.stop')],
    ['askVoid', wasSigned && quiet && asks, t('cheques.ask.void')],
    ['void', (state === 'printed' || dead) && may('cheques.release'), t('cheques.void.action')],
  ]
  const offered = items.filter(([, yes]) => yes)
  if (offered.length === 0) return null
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button variant="default" px="xs" aria-label={t('cheques.leaf.more', { number })}>
          <IconDots size={16} />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {offered.map(([kind, , label]) => (
          <Menu.Item key={kind} {...(kind === 'handOver' ? {} : { color: 'red' })} onClick={() => onOpen(kind)}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
