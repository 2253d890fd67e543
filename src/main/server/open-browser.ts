/** Opens a link in the user's own browser. The link is on the terminal anyway, so failing is quiet. */
import { spawn } from 'node:child_process'

/** The command that opens a URL on a platform, without a shell in between. */
export function openCommand(platform: NodeJS.Platform, url: string): [command: string, args: string[]] {
  if (platform === 'darwin') return ['open', [url]]
  if (platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', url]]
  return ['xdg-open', [url]]
}

/** Starts the browser and does not wait for it. */
export function openBrowser(url: string): void {
  const [command, args] = openCommand(process.platform, url)
  const child = spawn(command, args, { detached: true, stdio: 'ignore' })
  child.on('error', () => undefined)
  child.unref()
}
