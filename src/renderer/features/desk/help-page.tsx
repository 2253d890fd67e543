/** Every key of the desk on one page. */
import { Text } from '@mantine/core'
import { useProfile } from '../../api/use-profile.ts'
import type { TextKey } from '../../i18n/en.ts'
import { useText } from '../../i18n/text.tsx'
import { KeyHint } from '../../ui/key-hint.tsx'
import { PageBody, PageHeader } from '../../ui/page-header.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import classes from './help-page.module.css'

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
  const { profile, actionLabel } = useProfile()
  const lines = (entries: readonly [TextKey, ...string[]][]): KeyLine[] =>
    entries.map(([key, ...keys]) => ({ keys, words: t(key) }))
  const ownActions = (profile?.actions ?? []).filter(
    ({ permissionNumber }) => permissionNumber !== null && permissionNumber !== 5,
  )
  return (
    <PageBody wide={false}>
      <PageHeader title={t('desk.help.title')} />
      <Text c="dimmed">{t('desk.help.sentence')}</Text>
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
    </PageBody>
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
