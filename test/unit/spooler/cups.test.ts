/** The print system's commands: what is asked, how its answers are read. Arguments are lists: no shell reads them. */
import { describe, expect, test } from 'vitest'
import { cupsPrintHost } from '../../../src/main/spooler/cups.ts'
import { paperSizeOf } from '../../../src/main/spooler/paper-size.ts'
import type { Command } from '../../../src/main/spooler/run.ts'
import { windowsPrintHost } from '../../../src/main/spooler/windows.ts'

test.each([
  ['A4', { widthMm: 210, heightMm: 297 }],
  ['Letter.FullBleed', { widthMm: 215.9, heightMm: 279.4 }],
  ['w575h252', { widthMm: 202.8, heightMm: 88.9 }],
  ['Custom.203x89mm', { widthMm: 203, heightMm: 89 }],
  ['Custom.575x252', { widthMm: 202.8, heightMm: 88.9 }],
  ['iso_a4_210x297mm', { widthMm: 210, heightMm: 297 }],
  ['na_letter_8.5x11in', { widthMm: 215.9, heightMm: 279.4 }],
  ['custom_203x89mm_203x89mm', { widthMm: 203, heightMm: 89 }],
  ['Cheque', null],
  ['EnvDL', null],
])('the paper %s is %j', (name, size) => {
  expect(paperSizeOf(name)).toEqual(size)
})

/** Answers commands from a table and keeps what was asked. */
function answering(answers: Record<string, string>) {
  const asked: Command[] = []
  const run = (command: Command) => {
    asked.push(command)
    const key = [command.file, ...command.args].join(' ')
    const found = Object.keys(answers).find((start) => key.startsWith(start))
    return found === undefined
      ? Promise.reject(new Error(`no answer for ${key}`))
      : Promise.resolve(answers[found] ?? '')
  }
  return { asked, run }
}

describe('CUPS', () => {
  test('reads printers with paper, trays and driver', async () => {
    const { run } = answering({
      'lpstat -e': 'cheques\noffice; rm -rf\n',
      'lpstat -d': 'system default destination: cheques\n',
      'lpstat -p cheques': 'printer cheques is idle.  enabled since Thu\n',
      'lpstat -p office': 'printer office disabled since Thu -\n',
      'lpoptions -p cheques -l': 'PageSize/Media Size: A4 *w575h252\nInputSlot/Tray: *Tray1 Manual\n',
      'lpoptions -p cheques':
        "copies=1 printer-info='Cheque printer' printer-make-and-model='HP LaserJet, driver 7' printer-is-accepting-jobs=true",
      'lpoptions -p office': 'printer-info=office',
    })
    expect(await cupsPrintHost(run).printers()).toEqual([
      {
        name: 'cheques',
        description: 'Cheque printer',
        driver: 'HP LaserJet, driver 7',
        isDefault: true,
        accepting: true,
        paperName: 'w575h252',
        paper: { widthMm: 202.8, heightMm: 88.9 },
        trays: ['Tray1', 'Manual'],
      },
      expect.objectContaining({ name: 'office; rm -rf', accepting: false, isDefault: false, paper: null, trays: [] }),
    ])
  })

  test('prints at actual size, on one side, not turned, from a tray, a range of pages', async () => {
    const { asked, run } = answering({ lp: 'request id is cheques-12 (1 file(s))\n' })
    const pdf = new Uint8Array([1, 2])
    const order = { printer: 'cheques', tray: 'Manual', title: 'Run $(id)', pages: { first: 2, last: 9 }, pdf }
    expect(await cupsPrintHost(run).print(order)).toEqual({ spoolId: 'cheques-12' })
    const args = ['-d', 'cheques', '-t', 'Run $(id)']
    const options = ['print-scaling=none', 'nopdfAutoRotate', 'number-up=1', 'sides=one-sided', 'copies=1']
    const all = [...options, 'InputSlot=Manual', 'page-ranges=2-9'].flatMap((option) => ['-o', option])
    expect(asked).toEqual([{ file: 'lp', args: [...args, ...all, '--', '-'], input: pdf }])
  })

  test('the name of a tray brings no options of its own', async () => {
    const { asked, run } = answering({ lp: 'request id is cheques-12 (1 file(s))\n' })
    const order = {
      printer: 'cheques',
      tray: 'Tray1 copies=9 fit-to-page',
      title: 'Run',
      pages: null,
      pdf: new Uint8Array(),
    }
    await cupsPrintHost(run).print(order)
    expect(asked[0]?.args).toContain('InputSlot=Tray1\\ copies=9\\ fit-to-page')
  })

  test('an answer without a job number is a failure', async () => {
    const { run } = answering({ lp: 'lp: hmm' })
    const order = { printer: 'p', tray: null, title: 't', pages: null, pdf: new Uint8Array() }
    await expect(cupsPrintHost(run).print(order)).rejects.toThrow('no job number')
  })

  test.each([
    ['cheques-2 root 9216 Thu\n\tStatus: printing page 3\n', '', 'printing'],
    ['cheques-2 root 9216 Thu\n\tAlerts: job-hold-until-specified\n', '', 'waiting'],
    ['', 'cheques-2 root 9216 Thu\n\tAlerts: job-completed-successfully\n', 'done'],
    ['', 'cheques-2 root 9216 Thu\n\tAlerts: job-canceled-by-user\n', 'cancelled'],
    ['cheques-21 root 1 Thu\n', 'cheques-21 root 1 Thu\n', 'unknown'],
  ])('the state of a job from %j and %j is %s', async (open, ended, state) => {
    const { run } = answering({ 'lpstat -W not-completed': open, 'lpstat -W completed': ended })
    expect(await cupsPrintHost(run).state('cheques-2')).toBe(state)
  })
})

test('Windows asks SumatraPDF for actual size on one side (never run on Windows)', async () => {
  const { asked, run } = answering({
    'powershell.exe': '[{"name":"HP","driver":"HP v4","standard":true,"offline":false,"paper":"A4"}]',
    'SumatraPDF.exe': '',
  })
  const host = windowsPrintHost(run)
  expect(await host.printers()).toMatchObject([{ name: 'HP', paper: { widthMm: 210, heightMm: 297 }, accepting: true }])
  await host.print({
    printer: 'HP',
    tray: 'Tray 2',
    title: 't',
    pages: { first: 3, last: 9 },
    pdf: new Uint8Array([1]),
  })
  expect(asked[1]?.args).toEqual([
    '-print-to',
    'HP',
    '-print-settings',
    '3-9,noscale,simplex,bin=Tray 2',
    '-silent',
    expect.stringMatching(/cheques\.pdf$/),
  ])
})
