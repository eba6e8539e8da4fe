// Added by `chancery serve` to pages that it shows; no file of the site has it.
'use strict';
(() => {
  const version = document.currentScript.dataset.version
  const CLOSED = 'chancery-preview-closed'
  const STYLE = `
    section { position: fixed; inset: auto 0 0; z-index: 2147483647; box-sizing: border-box; max-height: 50vh; overflow: auto;
      padding: 0.75rem 1rem 1rem; background: #fff; color: #1a1a1a; border-top: 4px solid #8a5a00; box-shadow: 0 0 24px #0006;
      font: 16px/1.45 system-ui, sans-serif; text-align: left; overflow-wrap: anywhere }
    section.error { border-color: #b00020 }
    section:focus-visible { outline: 3px solid #0b57d0; outline-offset: -7px }
    header { display: flex; gap: 1rem; align-items: start; justify-content: space-between }
    h2 { margin: 0; font-size: 1.1rem }
    p { margin: 0.25rem 0 }
    button { flex: none; min-height: 2rem; padding: 0 0.75rem; font: inherit; color: inherit; background: #eee;
      border: 1px solid #666; border-radius: 4px; cursor: pointer }
    button:focus-visible { outline: 3px solid #0b57d0; outline-offset: 2px }
    ul { margin: 0.5rem 0 0; padding: 0; list-style: none }
    li { padding: 0.5rem 0; border-top: 1px solid #ccc }
    b { color: #744b00 }
    b.error { color: #b00020 }
    code { font: 0.9em ui-monospace, monospace }
    .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
    @media (prefers-color-scheme: dark) {
      section { background: #1b1b1b; color: #eee }
      button { background: #333; border-color: #999 }
      li { border-color: #444 }
      b { color: #f0b84a }
      b.error { color: #ff8a80 }
      section:focus-visible, button:focus-visible { outline-color: #8ab4f8 }
    }
    @media print { :host { display: none } }`

  const element = (name, text, className) => {
    const made = document.createElement(name)
    if (text) made.textContent = text
    if (className) made.className = className
    return made
  }

  const host = element('chancery-preview')
  host.lang = 'en'
  host.dir = 'ltr'
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(STYLE)
  root.adoptedStyleSheets = [sheet]
  // It is there before it has words, so that a screen reader says them when they come.
  const status = element('p', '', 'hidden')
  status.setAttribute('role', 'status')
  root.append(status)
  document.body.append(host)

  const count = (number, word) => (number === 1 ? `1 ${word}` : `${number} ${word}s`)

  function summary(state) {
    const errors = state.findings.filter((one) => one.severity === 'error').length
    const warnings = state.findings.length - errors + state.more
    return [errors && count(errors, 'error'), warnings && count(warnings, 'warning')].filter(Boolean).join(', ')
  }

  function item(finding) {
    const made = element('li')
    made.append(element('b', finding.severity, finding.severity), ' ')
    if (finding.place) made.append(element('code', finding.place), ' ')
    made.append(element('bdi', finding.message), finding.code ? ` [${finding.code}]` : '')
    if (finding.hint) made.append(element('p', `Hint: ${finding.hint}`))
    return made
  }

  function panel(state, close) {
    const made = element('section', '', state.findings.some((one) => one.severity === 'error') ? 'error' : '')
    made.setAttribute('aria-labelledby', 'title')
    made.tabIndex = 0
    const header = element('header')
    const title = element('h2', summary(state))
    title.id = 'title'
    const button = element('button', 'Close')
    button.type = 'button'
    button.addEventListener('click', close)
    header.append(title, button)
    const list = element('ul')
    list.setAttribute('role', 'list')
    list.append(...state.findings.map(item))
    made.append(header)
    if (state.old) made.append(element('p', 'The site could not be built. Until it can, what you see stays as it was.'))
    made.append(list)
    if (state.more) made.append(element('p', `${state.more} more are printed where chancery runs.`))
    made.addEventListener('keydown', (event) => event.key === 'Escape' && close())
    return made
  }

  function show(state) {
    const same = JSON.stringify([state.old, state.findings])
    root.querySelector('section')?.remove()
    const words = summary(state)
    if (status.textContent !== words) status.textContent = words
    if (!state.findings.length || sessionStorage.getItem(CLOSED) === same) return
    const made = panel(state, () => {
      sessionStorage.setItem(CLOSED, same)
      made.remove()
    })
    root.append(made)
  }

  // A browser opens six connections to a host: only pages that are seen keep one.
  let events
  function listen() {
    events?.close()
    events = undefined
    if (document.hidden) return
    events = new EventSource('/.chancery/events')
    events.onmessage = (message) => {
      const state = JSON.parse(message.data)
      if (state.version === version) show(state)
      else location.reload()
    }
  }
  document.addEventListener('visibilitychange', listen)
  window.addEventListener('pagehide', () => events?.close())
  window.addEventListener('pageshow', (event) => event.persisted && listen())
  listen()
})()
