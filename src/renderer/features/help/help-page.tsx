/** The help: one topic at a time, and every key of the desk. */
import { NavLink, Text } from '@mantine/core'
import { IconKeyboard } from '@tabler/icons-react'
import { useLocation, useParams } from 'wouter'
import { useProfile } from '../../api/use-profile.ts'
import type { TextKey } from '../../i18n/en.ts'
import { useText } from '../../i18n/text.tsx'
import { KeyHint } from '../../ui/key-hint.tsx'
import { PageBody, PageHeader } from '../../ui/page-header.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import classes from './help.module.css'
import { HelpTopicCard } from './help-topic.tsx'
import { HELP_TOPICS, isHelpTopic } from './topics.ts'

type KeyLine = { keys: readonly string[]; words: string }

const EVERYWHERE: readonly [TextKey, ...string[]][] = [
  ['desk.help.palette', 'Ctrl+K', '/'],
  ['desk.help.help', '?'],
  ['desk.help.home', 'G H'],
  ['desk.help.mine', 'G M'],
  ['desk.help.own', 'G Q'],
  ['desk.help.customers', 'G C'],
  ['desk.help.lock', 'Ctrl+Alt+L'],
  ['desk.help.close', 'Esc'],
]
const LISTS: readonly [TextKey, ...string[]][] = [
  ['desk.help.move', '↓', '↑', 'J', 'K'],
  ['desk.help.ends', 'Home', 'End'],
  ['desk.help.open', 'Enter'],
  ['desk.help.select', 'X'],
  ['desk.help.page', ']', '['],
]
const CARD: readonly [TextKey, ...string[]][] = [
  ['desk.help.walk', 'J', 'K'],
  ['desk.help.comment', 'N'],
  ['desk.help.claim', 'M'],
  ['desk.help.confirm', 'Ctrl+Enter'],
]

export default function HelpPage() {
  const t = useText()
  const [, go] = useLocation()
  const { topic = '' } = useParams<{ topic?: string }>()
  const shown = isHelpTopic(topic) ? topic : null
  return (
    <PageBody wide={false}>
      <PageHeader title={shown === null ? t('desk.help.title') : t('help.title')} />
      <div className={classes.page}>
        <nav aria-label={t('help.topics')} className={classes.topics}>
          <NavLink
            label={t('desk.help.title')}
            leftSection={<IconKeyboard size={16} aria-hidden />}
            active={shown === null}
            onClick={() => go('/help')}
          />
          {HELP_TOPICS.map((each) => (
            <NavLink
              key={each}
              label={t(`help.topic.${each}`)}
              active={each === shown}
              onClick={() => go(`/help/${each}`)}
            />
          ))}
        </nav>
        {shown === null ? <Keys /> : <HelpTopicCard topic={shown} />}
      </div>
    </PageBody>
  )
}

function Keys() {
  const t = useText()
  const { profile, actionLabel } = useProfile()
  const lines = (entries: readonly [TextKey, ...string[]][]): KeyLine[] =>
    entries.map(([key, ...keys]) => ({ keys, words: t(key) }))
  const ownActions = (profile?.actions ?? []).filter(
    ({ permissionNumber }) => permissionNumber !== null && permissionNumber !== 5,
  )
  return (
    <div>
      <Text c="dimmed" mb="sm">
        {t('desk.help.sentence')}
      </Text>
      <div className={classes.columns}>
        <KeyCard title={t('desk.help.everywhere')} lines={lines(EVERYWHERE)} />
        <KeyCard title={t('desk.help.lists')} lines={lines(LISTS)} />
        <KeyCard
          title={t('desk.help.card')}
          lines={[
            ...lines(CARD),
            ...ownActions.map(({ action, key }) => ({ keys: [key.toUpperCase()], words: actionLabel(action) })),
          ]}
        />
      </div>
    </div>
  )
}

function KeyCard({ title, lines }: { title: string; lines: readonly KeyLine[] }) {
  return (
    <SectionCard title={title}>
      <dl className={classes.lines}>
        {lines.map(({ keys, words }) => (
          <div key={words} className={classes.line}>
            <dt>{words}</dt>
            <dd>
              {keys.map((key) => (
                <KeyHint key={key} keys={key.replace(' ', '+')} />
              ))}
              <span className="visually-hidden">{keys.join(', ')}</span>
            </dd>
          </div>
        ))}
      </dl>
    </SectionCard>
  )
}
