/** Nothing left to match: say so, and where the work goes on. */
import { Button } from '@mantine/core'
import { IconChecks } from '@tabler/icons-react'
import { Link } from 'wouter'
import { useMe } from '../../api/session.ts'
import { useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'

export function AllMatched() {
  const t = useText()
  const me = useMe()
  const mayClose = me.permissions.includes('days.prepare') || me.permissions.includes('days.sign')
  return (
    <EmptyState
      icon={<IconChecks size={24} />}
      sentence={t('statements.desk.allDone')}
      hint={t('statements.desk.allDoneNext')}
      action={
        mayClose && (
          <Button component={Link} href="/days">
            {t('statements.desk.openDay')}
          </Button>
        )
      }
    />
  )
}
