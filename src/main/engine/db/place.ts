/**
 * Where a ledger file may live: on a local disk, in a folder that nothing else synchronises. A write-ahead log is silently
 * damaged across machines, so everything else is refused before the file is touched.
 */
import { execFileSync } from 'node:child_process'
import { accessSync, constants, existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, sep } from 'node:path'
import { EngineOpenError } from './open-error.ts'

const NETWORK_TYPES =
  /^(nfs\d?|cifs|smb\w*|afpfs|ncpfs|davfs\d?|9p|webdav|ceph|glusterfs|lustre|fuse\.(sshfs|rclone|s3fs|gvfsd-fuse|davfs2?|gcsfuse|smbnetfs|curlftpfs))$/
const SYNCED_NAMES =
  /^(onedrive( - .+)?|dropbox( \(.+\))?|google ?drive|my drive|icloud ?drive|com~apple~clouddocs|mobile documents|cloudstorage|nextcloud|owncloud|box( sync)?|pcloud ?drive|mega(sync)?|syncthing|seafile)$/i
const SYNC_MARKS = [
  '.dropbox',
  '.dropbox.cache',
  '.stfolder',
  '.owncloudsync.log',
  '.nextcloudsync.log',
  '.sync_*.db',
  '.driveupload',
  '.tmp.driveupload',
]

export type Mount = { folder: string; type: string }

/** Refuses a place where a ledger must not live. Throws EngineOpenError. */
export function refuseBadPlace(path: string, mounts: Mount[] = listMounts()): void {
  const folder = dirname(path)
  if (!existsSync(folder)) {
    throw new EngineOpenError(
      'folder-missing',
      `The folder ${folder} does not exist. Create it or choose another place for the ledger.`,
    )
  }
  const real = join(realFolder(folder), basename(path))
  if (/^(\\\\|\/\/)[^\\/?.]/.test(path) || /^\\\\(\?\\UNC\\|[^\\?.])/i.test(real)) {
    throw new EngineOpenError(
      'network-mount',
      `${path} is on a network share. A ledger opened across machines is damaged silently. Keep it on a local disk of one computer and let the other desks connect to that computer.`,
    )
  }
  const mount = mountOf(real, mounts)
  if (mount && NETWORK_TYPES.test(mount.type)) {
    throw new EngineOpenError(
      'network-mount',
      `${path} is on the network mount ${mount.folder} (${mount.type}). A ledger opened across machines is damaged silently. Keep it on a local disk.`,
    )
  }
  const synced = syncedFolder(real)
  if (synced) {
    throw new EngineOpenError(
      'synced-folder',
      `${path} is inside ${synced}, which a cloud service synchronises. Synchronising copies a ledger in the middle of a change. Move it to a folder that is not synchronised.`,
    )
  }
  refuseReadOnly(path)
}

function refuseReadOnly(path: string): void {
  const say = (what: string) =>
    new EngineOpenError(
      'read-only',
      `${what} is read-only. Give this account write permission, or open a copy elsewhere.`,
    )
  try {
    accessSync(dirname(path), constants.W_OK)
  } catch {
    throw say(`The folder ${dirname(path)}`)
  }
  if (!existsSync(path)) return
  // The superuser may write anyway; a file without any write bit was protected on purpose.
  if ((statSync(path).mode & 0o222) === 0) throw say(path)
  try {
    accessSync(path, constants.W_OK)
  } catch {
    throw say(path)
  }
}

function syncedFolder(path: string): string | undefined {
  const parts = path.split(sep)
  for (let i = parts.length - 1; i > 0; i--) {
    const folder = parts.slice(0, i).join(sep) || sep
    if (SYNCED_NAMES.test(parts[i - 1] ?? '')) return folder
    if (SYNC_MARKS.some((mark) => hasMark(folder, mark))) return folder
  }
  return undefined
}

function hasMark(folder: string, mark: string): boolean {
  if (!mark.includes('*')) return existsSync(join(folder, mark))
  const [start = '', end = ''] = mark.split('*')
  try {
    return readdirSync(folder).some((name) => name.startsWith(start) && name.endsWith(end))
  } catch {
    return false
  }
}

function mountOf(path: string, mounts: Mount[]): Mount | undefined {
  let best: Mount | undefined
  for (const mount of mounts) {
    const inside =
      path === mount.folder || path.startsWith(mount.folder.endsWith('/') ? mount.folder : `${mount.folder}/`)
    if (inside && (!best || mount.folder.length >= best.folder.length)) best = mount
  }
  return best
}

/** Mounted file systems of this machine; empty where the system does not tell (Windows: shares show in the real path). */
export function listMounts(): Mount[] {
  try {
    if (process.platform === 'linux') return parseProcMounts(readFileSync('/proc/self/mounts', 'utf8'))
    if (process.platform === 'darwin') return parseMountCommand(execFileSync('/sbin/mount', { encoding: 'utf8' }))
  } catch {
    return []
  }
  return []
}

export function parseProcMounts(text: string): Mount[] {
  return text
    .split('\n')
    .map((line) => line.split(' '))
    .filter((parts) => parts.length >= 3)
    .map(([, folder = '', type = '']) => ({ folder: folder.replace(/\\040/g, ' ').replace(/\\011/g, '\t'), type }))
}

export function parseMountCommand(text: string): Mount[] {
  return text.split('\n').flatMap((line) => {
    const match = / on (.+) \(([^,)]+)/.exec(line)
    return match ? [{ folder: match[1] ?? '', type: match[2] ?? '' }] : []
  })
}

function realFolder(folder: string): string {
  try {
    return realpathSync.native(folder)
  } catch {
    return folder
  }
}
