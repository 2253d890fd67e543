/**
 * Makes a folder that electron-builder takes for an Electron distribution: an executable with fuses but without a program,
 * licences, languages. It exists for one build and is never part of anything.
 */
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { root } from '../tools.mjs'

/** How @electron/fuses finds the switches in a binary: this text, version 1, their number, one character each. */
export const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const FUSES = Buffer.concat([Buffer.from(FUSE_SENTINEL), Buffer.from([1, 9]), Buffer.from('101100011')])
const LANGUAGES = ['de', 'en-US', 'fr', 'zh-CN', 'zh-TW']

/**
 * @param {string} folder to be made
 * @param {'linux' | 'win'} platform
 */
export async function makeStub(folder, platform) {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8'))
  mkdirSync(join(folder, 'locales'), { recursive: true })
  mkdirSync(join(folder, 'resources'))
  writeFileSync(join(folder, 'version'), version)
  for (const licence of ['LICENSE', 'LICENSES.chromium.html']) writeFileSync(join(folder, licence), 'stub')
  for (const language of LANGUAGES) writeFileSync(join(folder, 'locales', `${language}.pak`), 'stub')
  const executable = join(folder, platform === 'win' ? 'electron.exe' : 'electron')
  const program = platform === 'win' ? await emptyWindowsProgram() : Buffer.from('#!/bin/sh\nexit 1\n')
  writeFileSync(executable, Buffer.concat([program, FUSES]))
  chmodSync(executable, 0o755)
}

/** electron-builder writes name and version into the executable, so it has to be a real one, with version information. */
async function emptyWindowsProgram() {
  // The library that electron-builder itself edits executables with.
  const fromBuilder = createRequire(createRequire(import.meta.url).resolve('app-builder-lib/package.json'))
  const { NtExecutable, NtExecutableResource, Resource } = await import(fromBuilder.resolve('resedit'))
  const program = NtExecutable.createEmpty(false, false)
  const resources = NtExecutableResource.from(program)
  const strings = [{ lang: 1033, codepage: 1200, values: { ProductName: 'stub' } }]
  const info = Resource.VersionInfo.create({ lang: 1033, fixedInfo: {}, strings })
  info.outputToResourceEntries(resources.entries)
  resources.outputResource(program)
  return Buffer.from(program.generate())
}
