/** Shows what the session calls for: first run, sign-in, the desk, or the lock over the desk. */
import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { api } from '../../api/client.ts'
import { useMe, useSession } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { ChangePasswordDialog, MustChangePasswordPage } from './change-password.tsx'
import { EngineBanner } from './engine-banner.tsx'
import { EntryFrame } from './entry-frame.tsx'
import { FirstRunPage } from './first-run-page.tsx'
import { LockLayer } from './lock-layer.tsx'
import { SecondFactorDialog } from './second-factor-dialog.tsx'
import { SignInPage } from './sign-in-page.tsx'
import { StepUpDialog } from './step-up-dialog.tsx'
import { useIdleLock } from './use-idle-lock.ts'

type SessionDialogs = { changePassword(): void; secondFactor(): void }
const DialogsContext = createContext<SessionDialogs>({ changePassword: () => undefined, secondFactor: () => undefined })

/** Opens the session's dialogs from anywhere on the desk. */
export function useSessionDialogs(): SessionDialogs {
  return useContext(DialogsContext)
}

/** What the entrance itself has read; it knows nobody. */
const STATE_KEY = 'session.state'

export function SessionGate({ children }: { children: ReactNode }) {
  const session = useSession()
  const queries = useQueryClient()
  const { phase } = session
  const who = 'me' in session ? session.me?.operatorId : undefined
  const wasLocked = useRef(false)
  useEffect(() => {
    // One person's answers are never shown to the next.
    if (phase === 'signedOut') queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== STATE_KEY })
    // The next entrance asks anew: this ledger may have had its first run since.
    if (phase === 'signedIn') queries.removeQueries({ queryKey: [STATE_KEY] })
    if (phase === 'signedIn' && wasLocked.current) void queries.invalidateQueries()
    wasLocked.current = phase === 'locked'
  }, [phase, queries])
  return (
    <>
      <EngineBanner />
      {phase === 'signedOut' && <Entrance ended={session.notice === 'ended'} />}
      {who !== undefined && <SignedIn key={who}>{children}</SignedIn>}
      {phase === 'locked' && <LockLayer displayName={session.displayName} />}
    </>
  )
}

function Entrance({ ended }: { ended: boolean }) {
  const { data, problem, reload } = useApi([STATE_KEY], () => api.session.state({}))
  if (problem !== null) {
    return (
      <EntryFrame>
        <ErrorNote sentence={problem} onRetry={reload} />
      </EntryFrame>
    )
  }
  if (!data) return null
  return data.firstRun ? <FirstRunPage version={data.version} /> : <SignInPage {...data} ended={ended} />
}

function SignedIn({ children }: { children: ReactNode }) {
  const me = useMe()
  const [dialog, setDialog] = useState<'changePassword' | 'secondFactor' | null>(null)
  const dialogs = useMemo(
    () => ({ changePassword: () => setDialog('changePassword'), secondFactor: () => setDialog('secondFactor') }),
    [],
  )
  useIdleLock(me.idleLockMinutes)
  if (me.mustChangePassword) return <MustChangePasswordPage />
  const close = () => setDialog(null)
  return (
    <DialogsContext value={dialogs}>
      {children}
      <StepUpDialog onSetUp={dialogs.secondFactor} />
      <ChangePasswordDialog opened={dialog === 'changePassword'} onClose={close} />
      <SecondFactorDialog opened={dialog === 'secondFactor'} onClose={close} />
    </DialogsContext>
  )
}
