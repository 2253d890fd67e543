/** The print system of this machine, for both shells: the engine decides what is printed, this hands it over. */
import type { PrintHost } from '../engine/engine-interface.ts'
import { cupsPrintHost } from './cups.ts'
import { windowsPrintHost } from './windows.ts'

export function systemPrintHost(platform: NodeJS.Platform = process.platform): PrintHost {
  return platform === 'win32' ? windowsPrintHost() : cupsPrintHost()
}
