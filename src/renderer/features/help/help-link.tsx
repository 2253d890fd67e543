/** The way from a page to the help topic it depends on (R0-29). */
import { ActionIcon, Tooltip } from '@mantine/core'
import { IconHelp } from '@tabler/icons-react'
import { useLocation } from 'wouter'
import { useText } from '../../i18n/text.tsx'
import { topicOfPage } from './topics.ts'

export function HelpLink() {
  const t = useText()
  const [path, go] = useLocation()
  const topic = topicOfPage(path)
  const words = t('help.about', { topic: t(`help.topic.${topic}`) })
  return (
    <Tooltip label={words}>
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={words} onClick={() => go(`/help/${topic}`)}>
        <IconHelp size={18} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}
