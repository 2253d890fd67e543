import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { collectBytes } from '../../../../src/main/engine/formats/tables/write-csv.ts'
import { readZipDirectory, unpackEntry } from '../../../../src/main/engine/formats/tables/zip-directory.ts'
import { writeZip, type ZipPart } from '../../../../src/main/engine/formats/zip/write-zip.ts'

const AT = Date.UTC(2026, 10, 20, 18, 5, 9)
const archive = (parts: ZipPart[], level?: number) =>
  collectBytes(writeZip(parts, { instant: AT, ...(level === undefined ? {} : { level }) }))

describe('ZIP archives', () => {
  it('give back every part, whatever its bytes and chunks', async () => {
    const part = fc.record({
      name: fc.stringMatching(/^[a-z/]{1,12}$/),
      chunks: fc.array(fc.uint8Array({ maxLength: 300 })),
    })
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(part, { selector: ({ name }) => name, maxLength: 6 }), async (parts) => {
        const bytes = await archive(parts)
        const directory = readZipDirectory(bytes)
        expect([...directory.keys()]).toEqual(parts.map(({ name }) => name))
        for (const { name, chunks } of parts) {
          expect(Buffer.from(unpackEntry(bytes, directory.get(name)!)).equals(Buffer.concat(chunks))).toBe(true)
        }
        expect(Buffer.from(await archive(parts)).equals(bytes)).toBe(true)
      }),
      { numRuns: 50 },
    )
  })

  it('are read by a program of other people', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'countersign-zip-'))
    try {
      const file = join(folder, 'a.zip')
      writeFileSync(
        file,
        await archive([{ name: 'notes/付款.txt', chunks: [Buffer.from('one '), Buffer.from('two')] }]),
      )
      const read = spawnSync(
        'python3',
        [
          '-c',
          'import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); print(z.testzip(), z.namelist()[0], z.read(z.namelist()[0]).decode())',
          file,
        ],
        { encoding: 'utf8', env: { ...process.env, PYTHONIOENCODING: 'utf8' } },
      )
      // Not every machine has Python; where it is missing the property above stands alone.
      if (read.error) return
      expect(read.stdout.trim()).toBe('None notes/付款.txt one two')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('let others have their turn between chunks, and pass a failing source on', async () => {
    let turns = 0
    let running = true
    const count = () => {
      turns += 1
      if (running) setImmediate(count)
    }
    setImmediate(count)
    const chunk = Buffer.alloc(65_536, 7)
    await archive([{ name: 'a', chunks: Array.from({ length: 64 }, () => chunk) }])
    running = false
    expect(turns).toBeGreaterThanOrEqual(64)
    const failing = function* () {
      yield chunk
      throw new Error('the source broke')
    }
    await expect(archive([{ name: 'a', chunks: failing() }])).rejects.toThrow('the source broke')
  })
})
