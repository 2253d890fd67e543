/** One topic as Trigger, Checklist, Action, Verification (R3-03). */
import { Button, Group } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { useLocation } from 'wouter'
import { useText } from '../../i18n/text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import classes from './help.module.css'
import { HELP_PARTS, type HelpTopic, pageOfTopic } from './topics.ts'

export function HelpTopicCard({ topic }: { topic: HelpTopic }) {
  const t = useText()
  const [, go] = useLocation()
  return (
    <SectionCard title={t(`help.topic.${topic}`)}>
      <dl className={classes.parts}>
        {HELP_PARTS.map((part) => (
          <div key={part} className={classes.part}>
            <dt>{t(`help.part.${part}`)}</dt>
            <dd>{t(`help.${topic}.${part}`)}</dd>
          </div>
        ))}
      </dl>
      <Group justify="flex-end" mt="sm">
        <Button
          size="xs"
          variant="default"
          rightSection={<IconArrowRight size={14} aria-hidden />}
          onClick={() => go(pageOfTopic(topic))}
        >
          {t('help.goThere')}
        </Button>
      </Group>
    </SectionCard>
  )
}
