/**
 * npm test: everything. Runs each suite to its end whatever the ones before said, then prints one line,
 * `N passed, N failed`, over all of them. A check, the build and a suite that broke off count as one.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from './build-state.mjs'
import { prepareMachine } from './machine.mjs'
import { root, runNode, say, toolScript } from './tools.mjs'

const REPORTS = join(root, '.cache')
const script = (name) => join(root, 'scripts', name)

const step = (exitCode) => (exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 })

/** Runs a suite that writes a JSON report and counts its tests; a suite without a report has failed. */
function suite({ report, args, count, env }) {
  rmSync(report, { force: true })
  const exitCode = runNode(args, { env })
  if (!existsSync(report)) return { passed: 0, failed: 1 }
  const { passed, failed } = count(JSON.parse(readFileSync(report, 'utf8')))
  // An error outside any test (a file that does not load) fails the suite without a failed test.
  return { passed, failed: exitCode === 0 ? failed : Math.max(failed, 1) }
}

function unitTests() {
  const report = join(REPORTS, 'vitest.json')
  return suite({
    report,
    args: [toolScript('vitest'), 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`],
    count: (json) => ({ passed: json.numPassedTests, failed: json.numFailedTests }),
    // A dot a test, without a colour around each; and the desk is killed two hundred times, not only a few.
    env: { NO_COLOR: '1', FORCE_COLOR: '0', KILL_ROUNDS: '200' },
  })
}

function windowTests() {
  const report = join(REPORTS, 'playwright.json')
  return suite({
    report,
    args: [script('e2e.mjs'), '--reporter=list,json'],
    count: ({ stats }) => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected }),
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  })
}

function packagingTests() {
  const report = join(REPORTS, 'packaging.json')
  return suite({ report, args: [script('package-test.mjs'), `--report=${report}`], count: (json) => json })
}

async function main() {
  mkdirSync(REPORTS, { recursive: true })
  await prepareMachine()
  const suites = [
    ['types', () => step(runNode([script('types.mjs')]))],
    ['lint', () => step(runNode([toolScript('@biomejs/biome', 'biome'), 'check', '.']))],
    ['layers', () => step(runNode([script('layers.mjs')]))],
    ['build', () => step(build())],
    ['unit and engine', unitTests],
    ['windows', windowTests],
    ['packaging', packagingTests],
  ]
  const results = suites.map(([name, run]) => {
    say(`\n== ${name}`)
    const startedAt = Date.now()
    const result = run()
    say(
      `== ${name}: ${result.passed} passed, ${result.failed} failed (${Math.round((Date.now() - startedAt) / 1000)} s)`,
    )
    return { name, ...result }
  })
  const sum = (key) => results.reduce((total, result) => total + result[key], 0)
  const broken = results.filter(({ failed }) => failed > 0).map(({ name }) => name)
  if (broken.length > 0) say(`\nFailed: ${broken.join(', ')}`)
  say(`\n${sum('passed')} passed, ${sum('failed')} failed`)
  return broken.length === 0 ? 0 : 1
}

process.exitCode = await main()
