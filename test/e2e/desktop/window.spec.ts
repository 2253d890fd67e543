/** The window over its own port: it works as over a socket, and it finds its way back when the engine was restarted. */
import { expect, test } from '@playwright/test'
import { FirstRunPage, SignInPage } from '../pages/sign-in.ts'
import { enginePid, startDesktopShell } from '../support/desktop-shell.ts'

const PASSWORD = 'four plain words here'

test('sets up a desk, loses its engine, says so, and signs in again', async () => {
  const shell = await startDesktopShell()
  const { app, page } = shell
  const form = new FirstRunPage(page)
  await form.fill({ desk: 'Port Desk', name: 'Ann Au', userName: 'ann.au', password: PASSWORD, repeated: PASSWORD })
  await form.create.click()
  const entrance = new SignInPage(page)
  await expect(entrance.rail).toContainText('Port Desk')

  process.kill((await enginePid(app)) ?? 0, 'SIGKILL')
  // Sessions live in the engine's memory: the new one knows nobody, and the window says what happened.
  await expect(page.getByText('Your session has ended.')).toBeVisible()
  await entrance.signIn('ann.au', PASSWORD)
  await expect(entrance.rail).toContainText('Port Desk')
  await app.close()
})
