/** Sign-in by name and password; a demo ledger also lists its made-up people, one click each. */
import { Button, Stack, Text, TextInput, Title, UnstyledButton } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { signIn } from '../../api/session.ts'
import { useText } from '../../i18n/text.tsx'
import { useWords } from '../../i18n/use-words.ts'
import { ErrorNote, RefusalNote } from '../../ui/error-note.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import { EntryFrame } from './entry-frame.tsx'
import classes from './session.module.css'
import { useAttempt } from './use-attempt.ts'

/** Every person of a demo ledger has it; real ledgers have no default password at all. */
const DEMO_PASSWORD = 'demo-desk-2026'

export type DemoOperator = { userName: string; displayName: string; roleText: string }
export type SignInPageProps = {
  deskName: string
  version: string
  demo: boolean
  demoOperators: readonly DemoOperator[]
  ended: boolean
}

export function SignInPage({ deskName, version, demo, demoOperators, ended }: SignInPageProps) {
  const t = useText()
  const [userName, setUserName] = useState('')
  const [password, setPassword] = useState('')
  const { busy, refusal, attempt } = useAttempt()
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void attempt(() => signIn(userName.trim(), password))
  }
  const withDemo = demo && demoOperators.length > 0
  return (
    <EntryFrame wide={withDemo} version={version}>
      {ended && <ErrorNote sentence={t('session.ended')} />}
      <div className={classes.columns} data-two={withDemo || undefined}>
        <form onSubmit={submit}>
          <Stack gap="md">
            <Title order={1} size="h3">
              {t('session.signInTo', { desk: deskName })}
            </Title>
            <TextInput
              label={t('session.userName')}
              autoComplete="username"
              autoCapitalize="none"
              autoFocus
              value={userName}
              onChange={(event) => setUserName(event.currentTarget.value)}
            />
            <PasswordField
              label={t('session.password')}
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            <RefusalNote refusal={refusal} />
            <Button type="submit" loading={busy} disabled={userName.trim() === '' || password === ''}>
              {t('session.signIn')}
            </Button>
          </Stack>
        </form>
        {withDemo && (
          <DemoPeople
            people={demoOperators}
            busy={busy}
            onChoose={(name) => attempt(() => signIn(name, DEMO_PASSWORD))}
          />
        )}
      </div>
    </EntryFrame>
  )
}

type DemoPeopleProps = { people: readonly DemoOperator[]; busy: boolean; onChoose(userName: string): void }

function DemoPeople({ people, busy, onChoose }: DemoPeopleProps) {
  const t = useText()
  return (
    <Stack gap="sm" component="section" aria-label={t('session.demoChoose')}>
      <div>
        <ToneBadge tone="wait" label={t('session.demo')} />
        <Text fw={600} mt={6}>
          {t('session.demoChoose')}
        </Text>
        <Text size="xs" c="dimmed">
          {t('session.demoHint', { password: DEMO_PASSWORD })}
        </Text>
      </div>
      <div className={classes.demo}>
        {people.map((person) => (
          <PersonCard key={person.userName} person={person} busy={busy} onChoose={onChoose} />
        ))}
      </div>
    </Stack>
  )
}

function PersonCard({ person, busy, onChoose }: Omit<DemoPeopleProps, 'people'> & { person: DemoOperator }) {
  const t = useText()
  const word = useWords()
  return (
    <UnstyledButton
      className={classes.person}
      disabled={busy}
      aria-label={t('session.demoSignIn', { name: person.displayName })}
      onClick={() => onChoose(person.userName)}
    >
      <span className={classes.initials} aria-hidden>
        {initialsOf(person.displayName)}
      </span>
      <span>
        <span className={classes.personName}>{person.displayName}</span>
        <span className={classes.personRole}>{roleWords(person.roleText, word)}</span>
      </span>
    </UnstyledButton>
  )
}

/** First letters of at most two parts of a name. */
function initialsOf(name: string): string {
  const parts = name.split(/\s+/).filter(Boolean)
  return parts
    .slice(0, 2)
    .map((part) => part[0]?.toUpperCase() ?? '')
    .join('')
}

/** Codes of roles (and of the department) in words. */
function roleWords(codes: string, word: ReturnType<typeof useWords>): string {
  return codes
    .split(',')
    .map((code) => {
      const role = word('role', code)
      return role === code ? word('department', code) : role
    })
    .join(' · ')
}
