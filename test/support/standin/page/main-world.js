/* Runs in the page's own world before any of its scripts: receives the API that the preload exposes, replaces
   window.open, which the desktop shell denies, and gives message ports Electron's `close` event. The page sees no
   IPC primitive. `token` names the DOM events between the two worlds; they are synchronous. */
// biome-ignore lint/correctness/noUnusedVariables: called by the text that web-contents.ts puts around it
function mainWorld(token) {
  if (window !== window.top) return
  let lastCall = 0

  const callPreload = (path, args) => {
    const id = ++lastCall
    let answer
    const listen = (event) => {
      if (event.detail.id === id) answer = event.detail
    }
    document.addEventListener(`${token}return`, listen)
    document.dispatchEvent(new CustomEvent(`${token}call`, { detail: { id, path, args } }))
    document.removeEventListener(`${token}return`, listen)
    if (answer.error) throw new Error(answer.error)
    return answer.value
  }

  const build = (description, path) => {
    if (description.type === 'function') return (...args) => callPreload(path, args)
    if (description.type === 'value') return description.value
    const entries = Object.entries(description.members)
    return Object.freeze(Object.fromEntries(entries.map(([key, member]) => [key, build(member, [...path, key])])))
  }

  document.addEventListener(`${token}expose`, ({ detail }) => {
    Object.defineProperty(window, detail.name, { value: build(detail.description, [detail.name]), enumerable: true })
  })

  // In Electron a port learns that its other end has gone; in Chromium by itself it does not. Here the end that
  // closes sends this mark as its last message, and the listener added first turns it into the event.
  const mark = `${token}closed`
  window.MessageChannel = class extends MessageChannel {
    constructor() {
      super()
      for (const port of [this.port1, this.port2]) {
        const close = () => MessagePort.prototype.close.call(port)
        port.addEventListener('message', (event) => {
          if (event.data !== mark) return
          event.stopImmediatePropagation()
          close()
          port.dispatchEvent(new Event('close'))
        })
        port.close = () => {
          port.postMessage(mark)
          close()
        }
      }
    }
  }

  window.open = (url) => {
    document.dispatchEvent(new CustomEvent(`${token}open`, { detail: String(url ?? '') }))
    return null
  }
}
