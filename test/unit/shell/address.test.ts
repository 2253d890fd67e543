/** Which addresses are our own, and which links of the failure page are commands. */
import { describe, expect, it } from 'vitest'
import { FAILURE_URL, failureCommand, isOwnTopFrame, isOwnUrl } from '../../../src/main/shell/address.ts'

describe('isOwnUrl', () => {
  const dev = 'http://localhost:5173'
  it.each([
    ['app://countersign/index.html', undefined, true],
    ['app://countersign/', undefined, true],
    ['app://countersign', undefined, true],
    ['app://countersign.evil.example/', undefined, false],
    ['app://evil/index.html', undefined, false],
    ['app://user@countersign:1/', undefined, false],
    ['https://countersign/', undefined, false],
    ['file:///countersign', undefined, false],
    ['http://localhost:5173/x', undefined, false],
    ['http://localhost:5173/x', dev, true],
    ['http://localhost:5174/x', dev, false],
    ['not an address', dev, false],
    ['', dev, false],
  ])('%s with development server %s: %s', (url, devOrigin, own) => {
    expect(isOwnUrl(url, devOrigin)).toBe(own)
  })
})

describe('isOwnTopFrame', () => {
  it('accepts the top frame of our own page only', () => {
    expect(isOwnTopFrame({ url: 'app://countersign/index.html', parent: null })).toBe(true)
    expect(isOwnTopFrame({ url: 'app://countersign/index.html', parent: {} })).toBe(false)
    expect(isOwnTopFrame({ url: 'https://evil.example/', parent: null })).toBe(false)
    expect(isOwnTopFrame(null)).toBe(false)
  })
})

describe('failureCommand', () => {
  it('knows three commands, and only from the failure page', () => {
    expect(failureCommand(FAILURE_URL, `${FAILURE_URL}/save-log`)).toBe('save-log')
    expect(failureCommand(FAILURE_URL, `${FAILURE_URL}/save-copy`)).toBe('save-copy')
    expect(failureCommand(FAILURE_URL, `${FAILURE_URL}/try-again`)).toBe('try-again')
    expect(failureCommand(FAILURE_URL, `${FAILURE_URL}/erase`)).toBeNull()
    expect(failureCommand('app://countersign/index.html', `${FAILURE_URL}/save-copy`)).toBeNull()
  })
})
