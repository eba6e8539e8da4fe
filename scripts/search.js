// Finds releases in the files of the index, of which it loads those that a search needs. Nothing else of the site has a script.
(() => {
  'use strict'
  const page = document.getElementById('search')
  const [form, status, list, more] = ['form', '[role=status]', '.releases', 'button[type=button]'].map((what) => page.querySelector(what))
  const field = form.elements.q
  const said = page.dataset
  const SHOWN = 10
  const LONGEST = 40
  // What has been loaded, by the name of its file.
  const held = new Map()
  window.found = (name, value) => held.set(name, value)

  function load(name, version) {
    if (held.has(name)) return Promise.resolve(held.get(name))
    return new Promise((ready, failed) => {
      const script = document.createElement('script')
      script.src = `${said.root}search/${name}.js?${version}`
      script.onload = () => held.has(name) ? ready(held.get(name)) : failed(new Error(name))
      script.onerror = () => failed(new Error(name))
      document.head.append(script)
    })
  }

  const SILENT = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670\u0e47-\u0e4e\u00ad\u200b-\u200f\u2060\ufeff]/gu
  const DENSE = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\u{20000}-\u{3ffff}]/u
  const WIDE = /[\uff01-\uff5e]/u
  // Parts of syllables, and the letters that they are composed with.
  const PARTS = /[\u1100-\u11ff\u3099\u309a\uff61-\uff9f]/u
  const SYLLABLES = /[\u1100-\u11ff\u3040-\u30ff\uff61-\uff9f]+/gu
  const ZEROS = [0x660, 0x6f0, 0x966, 0xe50]
  const PLAIN = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ς: 'σ', ى: 'ي', ة: 'ه' }
  const ARTICLE = /^(?:[وبفك]?ال|لل)(?=.{3})/u

  function plain(letter) {
    const zero = ZEROS.find((zero) => letter.codePointAt(0) >= zero && letter.codePointAt(0) < zero + 10)
    if (zero) return String(letter.codePointAt(0) - zero)
    if (DENSE.test(letter)) return letter
    if (WIDE.test(letter)) letter = String.fromCharCode(letter.charCodeAt(0) - 0xfee0)
    return [...letter.toLowerCase().normalize('NFD').replace(SILENT, '')].map((part) => PLAIN[part] ?? part).join('')
  }

  // The words of a text, each as the beginnings that it must have: a text without spaces as pairs of letters.
  function words(text) {
    const composed = PARTS.test(text) ? text.replace(SYLLABLES, (run) => run.normalize('NFKC')) : text
    const letters = [...composed.replace(SILENT, '')].map(plain).join('')
    const found = []
    for (const run of letters.match(/[\p{Alphabetic}\p{N}]+/gu) ?? []) {
      for (const word of run.match(new RegExp(`${DENSE.source}+|[^${DENSE.source.slice(1)}+`, 'gu'))) {
        const parts = [...word]
        if (!DENSE.test(word)) {
          if (parts.length > 1) found.push([parts.slice(0, LONGEST).join('').replace(ARTICLE, '')])
        } else if (parts.length === 1) found.push(parts)
        else found.push(parts.slice(1).map((letter, index) => parts[index] + letter))
      }
    }
    return found
  }

  const file = (key) => 'w-' + [...key].map((letter) => /[a-z0-9]/.test(letter) ? letter : '-' + letter.codePointAt(0).toString(16)).join('')

  // The files with words that begin so: those that go on from it, and the longest that it goes on from.
  function files(index, begin) {
    const parts = [[4096, '#'], [64, '##']].map(([size, sign]) => sign + Math.floor(begin.codePointAt(0) / size).toString(16))
    const above = [...parts, ...Array.from(begin, (_, at) => begin.slice(0, at + 1))]
    const nearest = above.map((key) => index.words.find(([known]) => known === key)).findLast(Boolean)
    const below = index.words.filter(([key]) => key !== begin && key.startsWith(begin))
    return nearest ? [nearest, ...below] : below
  }

  // The releases with words that begin so: of each the passages, and whether they are all of them.
  async function holders(index, begin) {
    const found = new Map()
    const texts = await Promise.all(files(index, begin).map(([key, version]) => load(file(key), version)))
    for (const line of texts.flatMap((text) => text.split('\n')).filter((line) => line.startsWith(begin))) {
      const [, mark, entries] = line.match(/^[^ *]+([ *])(.*)$/u)
      let number = 0
      for (const entry of entries.split(',')) {
        const [step, ...passages] = entry.split('.').map((digits) => parseInt(digits, 36))
        number += step
        const known = found.get(number) ?? { passages: new Set(), anywhere: false }
        passages.forEach((passage) => known.passages.add(passage))
        known.anywhere ||= mark === '*'
        found.set(number, known)
      }
    }
    return found
  }

  // The pairs of a word must stand in one passage.
  function together(one, other) {
    const passages = new Set([...one.passages].filter((passage) => other.anywhere || other.passages.has(passage)))
    if (one.anywhere) other.passages.forEach((passage) => passages.add(passage))
    return { passages, anywhere: one.anywhere && other.anywhere }
  }

  async function word(index, parts) {
    const [first, ...rest] = await Promise.all(parts.map((part) => holders(index, part)))
    for (const next of rest) {
      for (const [number, one] of first) {
        const both = next.has(number) ? together(one, next.get(number)) : null
        if (both && (both.anywhere || both.passages.size)) first.set(number, both)
        else first.delete(number)
      }
    }
    return first
  }

  // The releases that have all words: those with more of them in the title first, then the newest.
  async function search(index, wanted) {
    const found = await Promise.all(wanted.map((parts) => word(index, parts)))
    const numbers = [...found[0].keys()].filter((number) => found.every((one) => one.has(number)))
    return numbers.map((number) => {
      const counts = new Map()
      found.forEach((one) => one.get(number).passages.forEach((passage) => counts.set(passage, (counts.get(passage) ?? 0) + 1)))
      const most = Math.max(0, ...[...counts].filter(([passage]) => passage > 1).map(([, count]) => count))
      const best = [...counts].filter(([passage, count]) => passage > 1 && count === most).map(([passage]) => passage)
      return { number, inTitle: counts.get(0) ?? 0, passages: best.sort((one, other) => one - other) }
    }).sort((one, other) => other.inTitle - one.inTitle || other.number - one.number)
  }

  function element(name, properties, ...children) {
    const made = Object.assign(document.createElement(name), properties)
    made.append(...children)
    return made
  }

  function item(release, passages) {
    const href = said.root + release.href
    const facts = []
    if (release.date) facts.push(element('time', { dateTime: release.date.iso }, release.date.words))
    for (const mark of release.marks ?? []) facts.push(element('span', { className: 'mark' }, mark))
    if (release.kind) facts.push(element('span', { className: 'kind' }, release.kind))
    if (release.issuer) facts.push(element('span', { className: 'issuer' }, release.issuer))
    const made = element('li', { lang: release.language, dir: release.direction },
      element('p', { className: 'facts' }, ...facts.flatMap((fact) => [fact, ' '])),
      element('h2', {}, element('a', { href }, release.name)))
    if (release.description) made.append(element('p', { className: 'description' }, release.description))
    const links = passages.map((passage) => release.passages[passage].match(/^(\S+) (.+)$/)).filter(Boolean).slice(0, 5)
    if (links.length) {
      made.append(element('p', { className: 'passages', lang: document.documentElement.lang, dir: document.documentElement.dir },
        ...links.flatMap(([, anchor, label]) => [element('a', { href: `${href}#${anchor}` }, said.paragraph.replace('{label}', label)), ' '])))
    }
    return made
  }

  async function show(index, found, from) {
    const part = found.slice(from, from + SHOWN)
    const items = await Promise.all(part.map(async ({ number, passages }) => {
      const at = Math.floor(number / index.each)
      return item((await load('r-' + at, index.releases[at]))[number % index.each], passages)
    }))
    list.append(...items)
    more.hidden = from + SHOWN >= found.length
    more.onclick = async () => {
      await show(index, found, from + SHOWN)
      items.length && list.children[from + SHOWN].querySelector('a').focus()
    }
  }

  let latest = 0
  async function run() {
    const turn = ++latest
    const wanted = words(field.value)
    list.replaceChildren()
    more.hidden = true
    status.textContent = field.value.trim() && !wanted.length ? said.short : ''
    if (!wanted.length) return
    try {
      const index = await load('index', said.version)
      const found = await search(index, wanted)
      if (turn !== latest) return
      status.textContent = found.length ? said.found.replace('{count}', found.length) : said.none
      await show(index, found, 0)
    } catch {
      status.textContent = said.failed
    }
  }

  function read() {
    field.value = new URLSearchParams(location.search).get('q') ?? ''
    run()
  }
  form.addEventListener('submit', (event) => {
    const address = '?' + new URLSearchParams({ q: field.value })
    try {
      history.pushState(null, '', address)
    } catch {
      // A page that is a file has no history to write; the browser opens it anew.
      return
    }
    event.preventDefault()
    run()
  })
  window.addEventListener('popstate', read)
  read()
})()
