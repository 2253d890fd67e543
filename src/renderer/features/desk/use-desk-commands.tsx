/** Every command of the palette: what this page offers, the pages, and what belongs to the desk itself. */
import { useMantineColorScheme } from '@mantine/core'
import {
  IconBolt,
  IconFingerprint,
  IconLock,
  IconLogout,
  IconMoon,
  IconRowInsertTop,
  IconSun,
} from '@tabler/icons-react'
import { type ReactNode, useMemo } from 'react'
import { useLocation } from 'wouter'
import { lock, signOut, useMe } from '../../api/session.ts'
import { useText } from '../../i18n/text.tsx'
import { useDensity } from '../../ui/density.tsx'
import { useSessionDialogs } from '../session/session-gate.tsx'
import { usePageCommands } from './page-commands.tsx'
import { placesFor } from './places.tsx'
import { useCounts } from './rail.tsx'
import { usePlaceName } from './use-place-name.ts'

export type PaletteCommand = {
  id: string
  group: string
  label: string
  icon: ReactNode
  key?: string
  /** Other names under which it is found. */
  also?: readonly string[]
  run(): void
}

const icon = { size: 16 } as const

export function useDeskCommands(): readonly PaletteCommand[] {
  const here = useHereCommands()
  const pages = usePlaceCommands()
  const own = useOwnCommands()
  return useMemo(() => [...here, ...pages, ...own], [here, pages, own])
}

function useHereCommands(): readonly PaletteCommand[] {
  const t = useText()
  const commands = usePageCommands()
  return useMemo(
    () =>
      commands.map(({ id, label, key, run }) => ({
        id: `here.${id}`,
        group: t('desk.paletteHere'),
        label,
        icon: <IconBolt {...icon} />,
        ...(key === undefined ? {} : { key }),
        run,
      })),
    [commands, t],
  )
}

function usePlaceCommands(): readonly PaletteCommand[] {
  const t = useText()
  const [, go] = useLocation()
  const { permissions } = useMe()
  const nameOf = usePlaceName()
  return placesFor(permissions, useCounts()).map((place) => ({
    id: `go.${place.href}`,
    group: t('desk.palettePages'),
    label: nameOf(place),
    also: [t('desk.paletteGo', { page: nameOf(place) })],
    icon: place.icon,
    run: () => go(place.href),
  }))
}

function useOwnCommands(): readonly PaletteCommand[] {
  const t = useText()
  const { setColorScheme } = useMantineColorScheme()
  const { density, choose } = useDensity()
  const dialogs = useSessionDialogs()
  return useMemo(() => {
    const group = t('desk.paletteActions')
    return [
      {
        id: 'own.light',
        group,
        label: t('desk.palette.theme.light'),
        icon: <IconSun {...icon} />,
        run: () => setColorScheme('light'),
      },
      {
        id: 'own.dark',
        group,
        label: t('desk.palette.theme.dark'),
        icon: <IconMoon {...icon} />,
        run: () => setColorScheme('dark'),
      },
      {
        id: 'own.density',
        group,
        label: t('desk.palette.density'),
        icon: <IconRowInsertTop {...icon} />,
        run: () => choose(density === 'compact' ? 'comfortable' : 'compact'),
      },
      {
        id: 'own.secondFactor',
        group,
        label: t('desk.palette.secondFactor'),
        icon: <IconFingerprint {...icon} />,
        run: dialogs.secondFactor,
      },
      {
        id: 'own.changePassword',
        group,
        label: t('desk.palette.changePassword'),
        icon: <IconLock {...icon} />,
        run: dialogs.changePassword,
      },
      {
        id: 'own.lock',
        group,
        label: t('desk.palette.lock'),
        icon: <IconLock {...icon} />,
        key: 'Ctrl+Alt+L',
        run: () => void lock(),
      },
      {
        id: 'own.signOut',
        group,
        label: t('desk.palette.signOut'),
        icon: <IconLogout {...icon} />,
        run: () => void signOut(),
      },
    ]
  }, [t, setColorScheme, choose, density, dialogs])
}
