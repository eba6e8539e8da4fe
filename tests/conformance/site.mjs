// Serves a site of all cases and opens pages of it in Chromium: `site.mjs CHROMIUM CHANCERY OUT`.
// axe-core must find nothing against WCAG 2.2 AA, nothing may scroll sideways, nothing may be loaded from elsewhere and no script
// may run, in light and dark, wide and narrow. A page weighs less than 30 kB, but for the words of a long release.
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { extname, join } from 'node:path'

const require = createRequire(join(process.env.modules, 'resolve.js'))
const { chromium } = require('playwright-core')
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const LOOKS = [['light', 1280], ['dark', 320], ['dark', 1280], ['light', 320]]
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync']
const TYPES = { '.html': 'text/html', '.css': 'text/css', '.pdf': 'application/pdf', '.json': 'application/json' }
const MOST_BYTES = 30_000
// So many of the pages of releases are opened; all of them are weighed.
const OPENED = 12

function say(check, name, problems) {
  console.log(problems.length ? 'FAIL' : 'ok', check, name)
  for (const problem of problems.slice(0, 8)) console.log('    ' + problem.replaceAll('\n', '\n    '))
}

function files(folder, below = '') {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const name = below + entry.name
    return entry.isDirectory() ? files(folder, name + '/') : [name]
  })
}

const [executablePath, chancery, out] = process.argv.slice(2)
const press = join(out, 'press')
rmSync(press, { recursive: true, force: true })
mkdirSync(press)
for (const name of readdirSync('tests/corpus').sort()) {
  const input = ['txt', 'md', 'html', 'docx'].map((ending) => join('tests/corpus', name, 'input.' + ending)).find(existsSync)
  if (input) copyFileSync(input, join(press, name + extname(input)))
}
const settings = ['format = ["html", "md"]', '[site]', 'title = "All cases"', 'address = "/{year}/{month}/{name}/"',
  'url = "https://press.example.org/"']
writeFileSync(join(press, 'chancery.toml'), settings.join('\n'))
execFileSync(chancery, ['build', press, '-q'], { stdio: 'ignore' })
const site = join(press, 'public')
const pages = files(site).filter((name) => name.endsWith('.html'))
const releases = pages.filter((name) => existsSync(join(site, name.replace(/([^/]*)\/index\.html$/, '$1/$1.md'))))
const lists = pages.filter((name) => !releases.includes(name))
const kinds = ['index.html', 'page/2/index.html', 'archive/index.html', '404.html', 'language/ar/index.html', 'language/ko/index.html',
  ...['issuer/', 'kind/', '20'].map((start) => lists.find((name) => name.startsWith(start)))]
const step = Math.max(1, Math.floor(releases.length / OPENED))
const opened = [...kinds, ...releases.filter((_, index) => index % step === 0)]

const heavy = pages.filter((name) => {
  const words = readFileSync(join(site, name), 'utf8').replace(/<[^>]*>/g, '').length
  return statSync(join(site, name)).size > MOST_BYTES + words
})
say('site-weight', `${pages.length} pages`, heavy.map((name) => `${name}: ${statSync(join(site, name)).size} bytes`))

const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname).slice(1)
  const file = join(site, path.endsWith('/') || path === '' ? path + 'index.html' : path)
  const found = existsSync(file)
  response.writeHead(found ? 200 : 404, { 'Content-Type': TYPES[extname(file)] ?? 'text/plain' })
  response.end(found ? readFileSync(file) : '')
})
await new Promise((ready) => server.listen(0, '127.0.0.1', ready))
const root = `http://127.0.0.1:${server.address().port}/`
const browser = await chromium.launch({ executablePath, args: FLAGS })
try {
  const context = await browser.newContext({ bypassCSP: true })
  const page = await context.newPage()
  for (const name of opened) {
    const problems = []
    const loads = (request) => request.url().startsWith(root) || problems.push('loads ' + request.url())
    const answers = (response) => response.ok() || problems.push(`${response.status()} for ${response.url()}`)
    page.on('request', loads).on('response', answers)
    await page.goto(root + name.replace(/index\.html$/, ''))
    problems.push(...(await page.evaluate(() => [...document.scripts].filter((one) => one.type !== 'application/ld+json').map((one) => one.outerHTML))))
    await page.evaluate(axe)
    for (const [colorScheme, width] of LOOKS) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 800 })
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      if (over > 0) problems.push(`${colorScheme}, ${width} px: ${over} px too wide`)
      const found = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags, resultTypes: ['violations'] }), TAGS)
      problems.push(...found.violations.map((rule) => `${colorScheme}, ${width} px: ${rule.id}: ${rule.nodes[0].html.slice(0, 160)}`))
    }
    page.off('request', loads).off('response', answers)
    say('site-page', name, problems)
  }
} finally {
  await browser.close()
  server.close()
}
