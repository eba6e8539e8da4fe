// Opens every page in Chromium, in light and dark, wide and narrow: `web.mjs CHROMIUM OUT`.
// axe-core must find nothing against WCAG 2.2 AA, nothing may scroll sideways, and nothing may be loaded.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const require = createRequire(join(process.env.modules, 'resolve.js'))
const { chromium } = require('playwright-core')
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const LOOKS = [
  { colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  { colorScheme: 'dark', viewport: { width: 320, height: 640 } },
  { colorScheme: 'dark', viewport: { width: 1280, height: 900 } },
  { colorScheme: 'light', viewport: { width: 320, height: 640 } },
]
// Background services of the browser would look for hosts that a closed network does not have.
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync']

function say(check, name, problems) {
  console.log(problems.length ? 'FAIL' : 'ok', check, name)
  for (const problem of problems.slice(0, 8)) console.log('    ' + problem.replaceAll('\n', '\n    '))
}

// Runs in the page: what reaches past the right edge.
function sideways() {
  const room = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth <= room) return []
  const wide = [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > room + 1)
  return [`${document.documentElement.scrollWidth} px wide in ${room}`, ...wide.slice(0, 4).map((one) => one.outerHTML.slice(0, 160))]
}

// Runs in the page: scripts that would run.
function scripts() {
  const running = [...document.scripts].filter((script) => script.type !== 'application/ld+json')
  const handlers = [...document.querySelectorAll('*')].filter((one) => one.getAttributeNames().some((name) => name.startsWith('on')))
  return [...running, ...handlers].map((one) => one.outerHTML.slice(0, 160))
}

async function axeFindings(page) {
  const found = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags, resultTypes: ['violations'] }), TAGS)
  return found.violations.map((rule) => `${rule.id}: ${rule.help}: ${rule.nodes[0].html.slice(0, 160)} (${rule.nodes.length} places)`)
}

// One load for all looks: a page changes its look as it does where a reader turns a phone or the evening comes.
async function checkCase(page, name, file) {
  const problems = { axe: [], reflow: [], 'self-contained': [] }
  const url = pathToFileURL(resolve(file)).href
  const loads = (request) => {
    const asked = request.url()
    if (asked !== url && !asked.startsWith('data:')) problems['self-contained'].push('loads ' + asked)
  }
  page.on('request', loads)
  await page.goto(url)
  problems['self-contained'].push(...(await page.evaluate(scripts)).map((one) => 'has a script: ' + one))
  await page.evaluate(axe)
  for (const { colorScheme, viewport } of LOOKS) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize(viewport)
    const note = (kind, found) => problems[kind].push(...found.map((one) => `${colorScheme}, ${viewport.width} px: ${one}`))
    note('reflow', await page.evaluate(sideways))
    note('axe', await axeFindings(page))
  }
  page.off('request', loads)
  for (const [check, found] of Object.entries(problems)) say('web-' + check, name, found)
}

const [executablePath, out] = process.argv.slice(2)
const browser = await chromium.launch({ executablePath, args: FLAGS })
try {
  const cases = JSON.parse(readFileSync(join(out, 'cases.json'), 'utf8'))
  const next = cases.values()
  const worker = async () => {
    const page = await browser.newPage()
    for (const { name, stem } of next) await checkCase(page, name, join(out, `${stem}.html`))
  }
  await Promise.all([worker(), worker()])
} finally {
  await browser.close()
}
