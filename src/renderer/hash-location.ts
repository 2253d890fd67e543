/** Where the window is: path and query both behind the `#`, so that either shell serves one file and links stay whole. */
import { useSyncExternalStore } from 'react'

const NAVIGATED = 'countersign-navigated'

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener)
  window.addEventListener(NAVIGATED, listener)
  window.addEventListener('popstate', listener)
  return () => {
    window.removeEventListener('hashchange', listener)
    window.removeEventListener(NAVIGATED, listener)
    window.removeEventListener('popstate', listener)
  }
}

/** Path and query of a hash: `#/matrix?status=new` gives `/matrix` and `status=new`. */
export function splitHash(hash: string): { path: string; search: string } {
  const [path = '', search = ''] = hash.replace(/^#?\/?/, '').split('?', 2)
  return { path: `/${path}`, search }
}

/** Goes to an address of the window, such as `/requests/1042`. */
export function navigate(to: string, { replace = false }: { replace?: boolean } = {}): void {
  const address = `#${to.startsWith('/') ? to : `/${to}`}`
  if (replace) history.replaceState(null, '', address)
  else history.pushState(null, '', address)
  window.dispatchEvent(new Event(NAVIGATED))
}

/** For wouter's Router: the path, and the way to another. */
export function useHashPath(): [string, typeof navigate] {
  return [useSyncExternalStore(subscribe, () => splitHash(location.hash).path), navigate]
}
useHashPath.hrefs = (href: string): string => `#${href}`

/** For wouter's Router: the query. */
export function useHashSearch(): string {
  return useSyncExternalStore(subscribe, () => splitHash(location.hash).search)
}
