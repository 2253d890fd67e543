/** Everything around the pages: theme, texts, data, address, the session's gate, and the frame. */
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, Suspense, useMemo } from 'react'
import { Route, Router, Switch } from 'wouter'
import { problemOf } from './api/problem.ts'
import { useMe, useSession } from './api/session.ts'
import { DeskFrame } from './features/desk/desk-frame.tsx'
import { NoSuchPage, NotAllowed, PageGuard } from './features/desk/page-guard.tsx'
import { NamesOfTheDesk } from './features/roles/use-rights.tsx'
import { SessionGate } from './features/session/session-gate.tsx'
import { useHashPath, useHashSearch } from './hash-location.ts'
import { LanguageChoice, useChosenLanguage } from './i18n/language-choice.tsx'
import { TextProvider } from './i18n/text.tsx'
import { type PageRoute, ROUTES } from './routes.tsx'
import { cssVariables, theme } from './theme.ts'
import { DensityProvider } from './ui/density.tsx'

const STALE_MS = 15_000
const READ_TRIES = 3

/** Reads are repeated only when the line broke; an answer is an answer. */
function newQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: STALE_MS,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < READ_TRIES && problemOf(error).kind === 'lineDown',
      },
    },
  })
}

export function App() {
  const queries = useMemo(newQueries, [])
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <LanguageChoice>
        <Texts>
          <DensityProvider>
            <QueryClientProvider client={queries}>
              <Router hook={useHashPath} searchHook={useHashSearch} hrefs={useHashPath.hrefs}>
                <Notifications position="bottom-right" autoClose={5000} limit={4} />
                <SessionGate>
                  <NamesOfTheDesk>
                    <DeskFrame>
                      <Pages />
                    </DeskFrame>
                  </NamesOfTheDesk>
                </SessionGate>
              </Router>
            </QueryClientProvider>
          </DensityProvider>
        </Texts>
      </LanguageChoice>
    </MantineProvider>
  )
}

/** The person's language once somebody is signed in, the machine's choice before. */
function Texts({ children }: { children: ReactNode }) {
  const session = useSession()
  const { language } = useChosenLanguage()
  const own = session.phase === 'signedIn' || session.phase === 'locked' ? session.me?.language : undefined
  return <TextProvider language={own ?? language}>{children}</TextProvider>
}

function Pages() {
  return (
    <Switch>
      {ROUTES.map((route) => (
        <Route key={route.path} path={route.path}>
          <OnePage {...route} />
        </Route>
      ))}
      <Route>
        <NoSuchPage />
      </Route>
    </Switch>
  )
}

function OnePage({ page: Page, permissions = [] }: PageRoute) {
  const { permissions: own } = useMe()
  const first = permissions[0]
  if (first !== undefined && !permissions.some((permission) => own.includes(permission))) {
    return <NotAllowed permission={first} />
  }
  return (
    <PageGuard>
      <Suspense fallback={null}>
        <Page />
      </Suspense>
    </PageGuard>
  )
}
