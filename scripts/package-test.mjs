/**
 * npm run package:test: packages the built desk for Linux and Windows with a stub in place of Electron and looks at what came
 * out. It shows what is shipped and where, and that the shipped engine starts; it is no test of Electron or of an installer.
 * Prints `N passed, N failed`; `--report=FILE` writes the same as JSON.
 */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBuilt } from './build-state.mjs'
import { extractAsar, listAsar } from './packaging/asar.mjs'
import { FUSE_SENTINEL, makeStub } from './packaging/stub.mjs'
import { nodeBinary, ownEnvironment, root, runNode, say, toolScript } from './tools.mjs'

const PLATFORMS = [
  { name: 'linux', flag: '--linux', folder: 'linux-unpacked', executable: 'countersign', native: 'linux-x64.node' },
  { name: 'win', flag: '--win', folder: 'win-unpacked', executable: 'countersign.exe', native: 'win32-x64.node' },
]
/** Everything of ours that is packed, without the native file; the bundles are well below. */
const MAX_PACKED_BYTES = 12 * 1024 * 1024

const results = { passed: 0, failed: 0 }

/** Runs one assertion and counts it. */
async function check(name, assertion) {
  try {
    await assertion()
    results.passed++
    say(`  ✓ ${name}`)
  } catch (error) {
    results.failed++
    say(`  ✗ ${name}\n    ${error.message.replaceAll('\n', '\n    ')}`)
  }
}

/** Packages for one platform below `folder`; the folder of the result. */
async function packageFor(platform, folder) {
  const stub = join(folder, `electron-${platform.name}`)
  const target = join(folder, `dist-${platform.name}`)
  await makeStub(stub, platform.name)
  const options = [`-c.electronDist=${stub}`, `-c.directories.output=${target}`, '--publish', 'never']
  const args = [toolScript('electron-builder'), platform.flag, 'dir', '--x64', ...options]
  const log = join(folder, `builder-${platform.name}.log`)
  const output = openSync(log, 'w')
  const env = { CSC_IDENTITY_AUTO_DISCOVERY: 'false' }
  const exitCode = runNode(args, { env, stdio: ['ignore', output, output] })
  assert.equal(exitCode, 0, `electron-builder failed:\n${readFileSync(log, 'utf8')}`)
  return join(target, platform.folder)
}

const below = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
const namesBelow = (folder) =>
  below(folder)
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort()

/** The state of each fuse in a built executable, in Electron's order. */
function readFuses(executable) {
  const bytes = readFileSync(executable)
  const at = bytes.indexOf(FUSE_SENTINEL)
  assert.notEqual(at, -1, 'the executable has no fuses')
  const first = at + FUSE_SENTINEL.length + 2
  return bytes.subarray(first, first + 9).toString('latin1')
}

async function checkPlatform(platform, folder) {
  say(`${platform.name}:`)
  const app = await packageFor(platform, folder)
  const files = listAsar(join(app, 'resources/app.asar'))
  const paths = files.map(({ path }) => path)

  await check('the archive holds main, engine, preload, window and manifest', () => {
    for (const path of ['package.json', 'out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html']) {
      assert.ok(paths.includes(path), `${path} is missing`)
    }
    assert.ok(
      paths.some((path) => /^out\/main\/chunks\/process-.+\.js$/.test(path)),
      'the entry of the engine process is missing',
    )
  })
  await check('the archive holds every built file and no source, test or document', () => {
    const built = namesBelow(join(root, 'out')).filter((path) => !path.endsWith('.map'))
    const ours = paths.filter((path) => !path.startsWith('node_modules/'))
    assert.deepEqual(ours.sort(), [...built.map((path) => `out/${path}`), 'package.json'].sort())
  })
  await check('better-sqlite3 is the only package in the archive', () => {
    const packages = paths.filter((path) => path.startsWith('node_modules/')).map((path) => path.split('/')[1])
    assert.deepEqual([...new Set(packages)], ['better-sqlite3'])
    assert.ok(paths.includes('node_modules/better-sqlite3/lib/index.js'))
  })
  await check(`the archive is smaller than ${MAX_PACKED_BYTES / 1024 / 1024} MB`, () => {
    const bytes = files.filter(({ unpacked }) => !unpacked).reduce((total, { size }) => total + size, 0)
    assert.ok(bytes < MAX_PACKED_BYTES, `${bytes} bytes`)
  })
  await check(`${platform.native} is the only native file, and lies outside the archive`, () => {
    const native = `node_modules/better-sqlite3/prebuilds/${platform.native}`
    const unpacked = namesBelow(join(app, 'resources/app.asar.unpacked'))
    assert.deepEqual(
      unpacked.filter((path) => path.endsWith('.node')),
      [native],
    )
    assert.deepEqual(
      files.filter(({ path }) => path.endsWith('.node')).map(({ path, unpacked }) => [path, unpacked]),
      [[native, true]],
    )
  })
  await check('the resources are beside the archive, byte for byte', () => {
    const source = join(root, 'resources')
    const target = join(app, 'resources/desk')
    const names = namesBelow(source)
    assert.ok(names.includes('engine-failed.html'))
    for (const name of names) assert.deepEqual(readFileSync(join(target, name)), readFileSync(join(source, name)), name)
    const fonts = ['LICENSE.txt', 'NotoSansTC_400Regular.ttf', 'NotoSansTC_700Bold.ttf']
    assert.deepEqual(namesBelow(join(target, 'fonts')), fonts)
    assert.deepEqual(namesBelow(target), [...names, ...fonts.map((name) => `fonts/${name}`)].sort())
  })
  await check('only the languages of the desk are shipped', () => {
    assert.deepEqual(namesBelow(join(app, 'locales')), ['en-US.pak', 'zh-TW.pak'])
  })
  await check('the executable runs our program and nothing else', () => {
    // In order: run as Node, cookie encryption, NODE_OPTIONS, --inspect, integrity, only from asar, snapshot, file://, reserved.
    assert.equal(readFuses(join(app, platform.executable)), '000011001')
  })
  return app
}

/** Takes the archive apart and starts the engine from what was shipped alone. */
async function checkShippedEngine(app, folder) {
  await check('the engine starts from the shipped files', async () => {
    const extracted = join(folder, 'extracted')
    extractAsar(join(app, 'resources/app.asar'), extracted)
    cpSync(join(app, 'resources/app.asar.unpacked'), extracted, { recursive: true })
    cpSync(join(app, 'resources/desk'), join(extracted, 'resources'), { recursive: true })
    const ledger = join(folder, 'new.countersign')
    const child = spawn(nodeBinary(), [join(extracted, 'out/main/serve.js'), '--ledger', ledger], {
      cwd: folder,
      env: ownEnvironment(),
    })
    let said = ''
    child.stderr.on('data', (text) => {
      said += text
    })
    const line = await new Promise((resolve) => {
      child.stdout.once('data', (text) => resolve(String(text)))
      child.once('exit', (code) => resolve(`ended with code ${code}: ${said}`))
    })
    child.kill()
    assert.match(line, /^http:\/\/127\.0\.0\.1:\d+\/start/)
    assert.ok(existsSync(ledger), 'no ledger was made')
  })
}

async function main() {
  const report = process.argv.find((argument) => argument.startsWith('--report='))?.slice('--report='.length)
  const folder = mkdtempSync(join(tmpdir(), 'countersign-package-'))
  try {
    if (!ensureBuilt()) results.failed++
    else {
      const apps = []
      for (const platform of PLATFORMS) apps.push(await checkPlatform(platform, folder))
      await checkShippedEngine(apps[0], folder)
    }
  } catch (error) {
    say(String(error.stack))
    results.failed++
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  say(`${results.passed} passed, ${results.failed} failed`)
  if (report) writeFileSync(report, JSON.stringify(results))
  return results.failed === 0 ? 0 : 1
}

process.exitCode = await main()
