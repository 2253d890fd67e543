/**
 * The address of our own pages inside the desktop shell, and the question every message and navigation is
 * asked: does it come from one of them? No other origin is ever loaded.
 */

export const APP_SCHEME = 'app'
export const APP_ORIGIN = 'app://countersign'
export const WINDOW_URL = `${APP_ORIGIN}/`
/** The page shown when the engine does not start; its links lead to `…/engine-failed/<command>`. */
export const FAILURE_URL = `${APP_ORIGIN}/engine-failed`

/** IPC channels between our preload and main. */
export const CONNECT_CHANNEL = 'engine:connect'
export const STATE_CHANNEL = 'engine:state'

export const FAILURE_COMMANDS = ['save-log', 'save-copy', 'try-again'] as const
export type FailureCommand = (typeof FAILURE_COMMANDS)[number]

type Frame = { url: string; parent: unknown }

/** True for a URL on our own origin; `devOrigin` is the development server, never set in a packaged app. */
export function isOwnUrl(url: string, devOrigin?: string): boolean {
  const parsed = URL.parse(url)
  if (parsed === null) return false
  // URL.origin is "null" for a scheme that Node does not know, so the parts are compared.
  const origin = `${parsed.protocol}//${parsed.host}`
  return origin === APP_ORIGIN || (devOrigin !== undefined && origin === devOrigin)
}

/** True when a message comes from the top frame of one of our own pages. */
export function isOwnTopFrame(frame: Frame | null, devOrigin?: string): boolean {
  return frame !== null && frame.parent === null && isOwnUrl(frame.url, devOrigin)
}

/** The command behind a link on the failure page, or null for any other navigation. */
export function failureCommand(from: string, to: string): FailureCommand | null {
  if (from !== FAILURE_URL) return null
  return FAILURE_COMMANDS.find((command) => to === `${FAILURE_URL}/${command}`) ?? null
}
