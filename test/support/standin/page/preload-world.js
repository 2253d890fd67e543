/* Runs in an isolated world before the page's scripts: ipcRenderer and contextBridge on top of one binding to
   main, then the preload bundle itself. */
// biome-ignore lint/correctness/noUnusedVariables: called by the text that web-contents.ts puts around it
function preloadWorld({ token, info, binding, encode, decode, preload }) {
  if (window !== window.top) return
  const send = (message) => binding(JSON.stringify(encode(message)))
  const fire = (name, detail) => document.dispatchEvent(new CustomEvent(token + name, { detail }))
  const listeners = new Map()
  const ports = new Map()
  const exposed = {}
  const mark = `${token}closed`
  let lastPort = 0

  const adopt = (port) => {
    const id = `${performance.timeOrigin}.${++lastPort}`
    ports.set(id, port)
    port.addEventListener('message', (event) => {
      if (event.data !== mark) send({ kind: 'port', id, data: event.data })
      else if (ports.delete(id)) send({ kind: 'close', id })
    })
    port.start()
    return id
  }

  const ipcRenderer = {
    postMessage: (channel, message, transfer = []) =>
      send({ kind: 'send', channel, args: [message], ports: transfer.map(adopt) }),
    on: (channel, listener) => listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
  }

  globalThis.__standinReceive = (text) => {
    const message = decode(JSON.parse(text))
    if (message.kind === 'port') ports.get(message.id)?.postMessage(message.data)
    else if (message.kind === 'close') {
      const port = ports.get(message.id)
      ports.delete(message.id)
      port?.postMessage(mark)
      port?.close()
    } else
      for (const listener of listeners.get(message.channel) ?? []) listener({ sender: ipcRenderer }, ...message.args)
  }

  const describe = (value) => {
    if (typeof value === 'function') return { type: 'function' }
    if (value === null || typeof value !== 'object') return { type: 'value', value }
    const members = Object.entries(value).map(([key, member]) => [key, describe(member)])
    return { type: 'object', members: Object.fromEntries(members) }
  }

  const contextBridge = {
    exposeInMainWorld: (name, api) => {
      exposed[name] = api
      fire('expose', { name, description: describe(api) })
    },
  }

  document.addEventListener(`${token}call`, ({ detail: { id, path, args } }) => {
    try {
      const member = path.reduce((object, key) => object[key], exposed)
      fire('return', { id, value: member(...args) })
    } catch (error) {
      fire('return', { id, error: String(error) })
    }
  })
  document.addEventListener(`${token}open`, ({ detail }) => send({ kind: 'open', url: detail }))

  addEventListener(
    'keydown',
    (event) => {
      const modifiers = [(event.ctrlKey || event.metaKey) && 'Ctrl', event.altKey && 'Alt', event.shiftKey && 'Shift']
      const key = event.key.length === 1 ? event.key.toUpperCase() : event.key
      const keys = [...modifiers, key].filter(Boolean).join('+')
      if (!info.shortcuts.includes(keys)) return
      event.preventDefault()
      send({ kind: 'shortcut', keys })
    },
    true,
  )

  send({ kind: 'hello' })
  const requireElectron = (name) => {
    if (name === 'electron') return { ipcRenderer, contextBridge }
    throw new Error(`module not found in a sandboxed preload: ${name}`)
  }
  preload(requireElectron, { platform: info.platform, argv: info.argv, env: {}, type: 'renderer', sandboxed: true })
}
