/** What is shown instead of a page: it failed, it does not exist, or it is not for this person. */
import { Button } from '@mantine/core'
import { IconFileUnknown, IconLock, IconPlugConnectedX } from '@tabler/icons-react'
import { Component, type ReactNode } from 'react'
import { useLocation } from 'wouter'
import type { Permission } from '../../../contract/permissions.ts'
import { useText } from '../../i18n/text.tsx'
import { useWords } from '../../i18n/use-words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'

/** Keeps a fault of one page from taking the whole window along. */
export class PageGuard extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override render(): ReactNode {
    return this.state.failed ? <PageFailed /> : this.props.children
  }
}

function PageFailed() {
  const t = useText()
  return (
    <EmptyState
      icon={<IconPlugConnectedX size={26} />}
      sentence={t('shared.screenFailed')}
      hint={t('shared.screenFailedNext')}
      action={<Button onClick={() => location.reload()}>{t('shared.reload')}</Button>}
    />
  )
}

export function NoSuchPage() {
  const t = useText()
  const [, go] = useLocation()
  return (
    <EmptyState
      icon={<IconFileUnknown size={26} />}
      sentence={t('shared.notHere')}
      hint={t('shared.notHereNext')}
      action={<Button onClick={() => go('/')}>{t('shared.goHome')}</Button>}
    />
  )
}

export function NotAllowed({ permission }: { permission: Permission }) {
  const t = useText()
  const word = useWords()
  const [, go] = useLocation()
  return (
    <EmptyState
      icon={<IconLock size={26} />}
      sentence={t('shared.notAllowed')}
      hint={t('shared.notAllowedNext', { permission: word('permission', permission) })}
      action={<Button onClick={() => go('/')}>{t('shared.goHome')}</Button>}
    />
  )
}
