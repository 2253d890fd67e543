/** What belongs to the person: colours, rows, language, second factor, lock, sign out. */
import { Menu, SegmentedControl, Stack, Text, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import {
  IconChevronDown,
  IconFingerprint,
  IconKeyboard,
  IconLock,
  IconLogout,
  IconPassword,
  IconShieldCheck,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useLocation } from 'wouter'
import { api } from '../../api/client.ts'
import { lock, reloadMe, signOut, useMe } from '../../api/session.ts'
import { useCommand } from '../../api/use-command.ts'
import { useProfile } from '../../api/use-profile.ts'
import { useChosenLanguage } from '../../i18n/language-choice.tsx'
import { type Language, useText } from '../../i18n/text.tsx'
import { useWords } from '../../i18n/use-words.ts'
import { type Density, useDensity } from '../../ui/density.tsx'
import { KeyHint } from '../../ui/key-hint.tsx'
import { useSessionDialogs } from '../session/session-gate.tsx'
import classes from './desk-frame.module.css'

export function UserMenu() {
  const t = useText()
  const word = useWords()
  const me = useMe()
  const { departmentShort } = useProfile()
  const dialogs = useSessionDialogs()
  const [, go] = useLocation()
  return (
    <Menu position="bottom-end" width={280} closeOnItemClick>
      <Menu.Target>
        <UnstyledButton className={classes.user} aria-label={t('desk.user', { name: me.displayName })}>
          <span className={classes.userInitials} aria-hidden>
            {me.displayName.slice(0, 1).toUpperCase()}
          </span>
          {me.displayName}
          {me.department && <Text span size="xs" c="dimmed">{`(${departmentShort(me.department)})`}</Text>}
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.roles.map((role) => word('role', role)).join(' · ')}</Menu.Label>
        <Stack gap="sm" p="sm">
          <SchemeChoice />
          <DensityChoice />
          <LanguageChooser />
        </Stack>
        <Menu.Divider />
        <Menu.Item
          leftSection={me.hasSecondFactor ? <IconShieldCheck size={16} /> : <IconFingerprint size={16} />}
          onClick={dialogs.secondFactor}
        >
          {t(me.hasSecondFactor ? 'session.secondFactorSet' : 'session.stepUpSetUp')}
        </Menu.Item>
        <Menu.Item leftSection={<IconPassword size={16} />} onClick={dialogs.changePassword}>
          {t('session.changePassword')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={() => go('/help')}>
          {t('desk.help')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconLock size={16} />}
          rightSection={<KeyHint keys="Ctrl+Alt+L" />}
          onClick={() => void lock()}
        >
          {t('session.lock')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void signOut()}>
          {t('session.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <Text size="xs" c="dimmed" mb={2}>
        {label}
      </Text>
      {children}
    </div>
  )
}

function SchemeChoice() {
  const t = useText()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Labelled label={t('desk.theme')}>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={t('desk.theme')}
        value={colorScheme}
        onChange={(value) => setColorScheme(value as 'light' | 'dark' | 'auto')}
        data={(['light', 'dark', 'auto'] as const).map((value) => ({ value, label: t(`desk.theme.${value}`) }))}
      />
    </Labelled>
  )
}

function DensityChoice() {
  const t = useText()
  const { density, choose } = useDensity()
  return (
    <Labelled label={t('desk.density')}>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={t('desk.density')}
        value={density}
        onChange={(value) => choose(value as Density)}
        data={(['comfortable', 'compact'] as const).map((value) => ({ value, label: t(`desk.density.${value}`) }))}
      />
    </Labelled>
  )
}

function LanguageChooser() {
  const t = useText()
  const word = useWords()
  const { language } = useMe()
  const { choose } = useChosenLanguage()
  const set = useCommand(api.session.setLanguage, {
    onDone: () => void reloadMe(),
    onProblem: ({ sentence }) => notifications.show({ color: 'red', message: sentence }),
  })
  const change = (chosen: Language): void => {
    choose(chosen)
    void set.run({ language: chosen })
  }
  return (
    <Labelled label={t('desk.language')}>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={t('desk.language')}
        value={language}
        disabled={set.busy}
        onChange={(value) => change(value as Language)}
        data={(['en', 'zh-Hant'] as const).map((value) => ({ value, label: word('language', value) }))}
      />
    </Labelled>
  )
}
