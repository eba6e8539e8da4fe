// Uses a site as its readers do, in Chromium: `reader.mjs CHROMIUM CHANCERY OUT`.
// Searches by keyboard in seven languages, goes from a result to its paragraph, from one language to the other at the same
// paragraph, and takes the address of a paragraph. The site lies below a path of its server, and is searched as files too.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { extname, join, resolve } from 'node:path'

const require = createRequire(join(process.env.modules, 'resolve.js'))
const { chromium } = require('playwright-core')
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync']
const TYPES = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript' }
const PATH = '/press/'

const RELEASES = {
  'harbour.en.txt': 'Ministry of Tides of the Republic of Vessland\n\n3 March 2031 | Press release\n\nThe harbour of Lund reopens\n\n' +
    '1. The harbour of Lund was opened again on March 3.\n\n2. A café étude by the pilots praised coöperation.\n',
  'harbour.ko.txt': '베슬란드 공화국 조수부\n\n2031년 3월 3일 | 보도자료\n\n룬드 항구 재개장\n\n1. 룬드 항구가 3월 3일 다시 열렸다.\n\n' +
    '2. 한베슬란드정상회담 결과에 따라 협력이 강화된다.\n',
  'pier.txt': 'Ministry of Tides of the Republic of Vessland\n\n9 March 2031 | Press release\n\nThe pier of Lund is closed\n\n' +
    '1. The pier is closed.\n\n2. The harbour stays open, and the pilots work.\n',
  'zh.txt': '潮汐部\n\n2031年3月5日 | 新闻稿\n\n港口重新开放\n\n1. 潮汐部宣布港口重新开放。\n\n2. 联合声明由两国外交部长签署。\n',
  'ja.txt': '潮汐省\n\n2031年3月6日 | 報道発表\n\n港の再開について\n\n1. 港は再開された。\n\n2. 水先案内人がカタカナで述べた。\n',
  'ar.txt': 'وزارة المد والجزر\n\n6 مارس 2031 | بيان صحفي\n\nإعادة افتتاح الميناء\n\n1. أعلنت الوزارة إعادة افتتاح الميناء.\n',
  'th.txt': 'กระทรวงน้ำขึ้นน้ำลง\n\nแถลงการณ์ร่วมเรื่องท่าเรือ\n\n1. กระทรวงแถลงว่าท่าเรือเปิดอีกครั้ง\n',
  'held.txt': 'Ministry of Tides of the Republic of Vessland\n\nEMBARGOED until 9 March 2039, 18:00 UTC\n\nA marigold harbour\n\n1. It is a marigold.\n',
}
// What is searched for, with a word of the titles that must be found, in order.
const SEARCHES = [
  ['HARBOUR', ['harbour of Lund', 'pier']],
  ['cafe etude', ['harbour of Lund']],
  ['Étude', ['harbour of Lund']],
  ['pilot', ['pier', 'harbour of Lund']],
  ['pilots closed', ['pier']],
  ['pilots nowhere', []],
  ['港口', ['港口']],
  ['外交部长', ['港口']],
  ['长部', []],
  ['再開', ['再開']],
  ['ｶﾅ カタカナ', ['再開']],
  ['ｶﾀ ｶﾞ', []],
  ['カタカナ', ['再開']],
  ['정상회담', ['룬드']],
  ['항', ['룬드']],
  ['\u1112\u1161\u11bc', ['룬드']],
  ['ميناء', ['الميناء']],
  ['ท่าเรือ', ['กระทรวง']],
  ['marigold', []],
]

function say(check, name, problems) {
  console.log(problems.length ? 'FAIL' : 'ok', check, name)
  for (const problem of problems.slice(0, 8)) console.log('    ' + String(problem).replaceAll('\n', '\n    '))
}

async function attempt(name, steps) {
  const problems = []
  try {
    await steps((holds, what) => holds || problems.push(what))
  } catch (error) {
    problems.push(error.message)
  }
  say('reader', name, problems)
}

const [executablePath, chancery, out] = process.argv.slice(2)
const press = join(out, 'reader')
rmSync(press, { recursive: true, force: true })
mkdirSync(press, { recursive: true })
for (const [name, text] of Object.entries(RELEASES)) writeFileSync(join(press, name), text)
writeFileSync(join(press, 'chancery.toml'), `format = ["html", "md"]\n[site]\ntitle = "Tides"\nurl = "https://x.example${PATH}"\n`)
execFileSync(chancery, ['build', press, '-q', '--now', '2032-01-01T00:00:00Z'], { stdio: 'ignore' })
const site = join(press, 'public')

const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname).slice(PATH.length)
  const file = join(site, path.endsWith('/') || path === '' ? path + 'index.html' : path)
  const found = request.url.startsWith(PATH) && existsSync(file)
  response.writeHead(found ? 200 : 404, { 'Content-Type': TYPES[extname(file)] ?? 'text/plain', 'Content-Security-Policy': "script-src 'self'" })
  response.end(found ? readFileSync(file) : '')
})
await new Promise((ready) => server.listen(0, '127.0.0.1', ready))
const root = `http://127.0.0.1:${server.address().port}${PATH}`
const browser = await chromium.launch({ executablePath, args: FLAGS })

// The titles of what is found, once the page says that it has found them.
async function found(page) {
  await page.waitForFunction(() => document.querySelector('[role=status]').textContent)
  await page.waitForFunction(() => {
    const count = Number(document.querySelector('[role=status]').textContent.match(/\d+/))
    return document.querySelectorAll('.releases li').length === count
  })
  return page.locator('.releases h2').allTextContents()
}

const agrees = (titles, words) => titles.length === words.length && words.every((word, at) => titles[at].includes(word))

try {
  const context = await browser.newContext()
  context.setDefaultTimeout(3000)
  const page = await context.newPage()
  const broken = []
  page.on('console', (message) => message.type() === 'error' && broken.push(message.text())).on('pageerror', (error) => broken.push(error.message))
  page.on('response', (response) => response.ok() || broken.push(`${response.status()} for ${response.url()}`))

  await attempt('search-by-keyboard', async (expect) => {
    await page.goto(root)
    await page.getByRole('link', { name: 'Search' }).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(root + 'search/')
    expect(await page.evaluate(() => !performance.getEntriesByType('resource').some((one) => one.name.includes('search/'))), 'the index is loaded before it is used')
    for (let step = 0; step < 8 && !(await page.getByLabel('Words to search for').evaluate((field) => field === document.activeElement)); step++) {
      await page.keyboard.press('Tab')
    }
    await page.keyboard.type('praised')
    await page.keyboard.press('Enter')
    expect(agrees(await found(page), ['harbour of Lund']), 'the release is not found')
    expect((await page.getByRole('status').textContent()) === 'Releases found: 1', 'the count is not said')
    expect(new URL(page.url()).search === '?q=praised', 'the search is no address')
    await page.getByRole('link', { name: 'Paragraph 2' }).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL('**/#p2')
    expect((await page.locator(':target').getAttribute('id')) === 'p2', 'the paragraph is not the target')
    await page.goBack()
    expect(agrees(await found(page), ['harbour of Lund']), 'what was found is lost on the way back')
  })
  await attempt('search-in-all-scripts', async (expect) => {
    for (const [words, titles] of SEARCHES) {
      await page.goto(`${root}search/?q=${encodeURIComponent(words)}`)
      const seen = await found(page)
      expect(agrees(seen, titles), `${words}: found ${seen.join(', ') || 'nothing'}`)
    }
    const korean = page.locator('.releases li').first()
    await page.goto(`${root}search/?q=${encodeURIComponent('الميناء')}`)
    await found(page)
    expect((await korean.getAttribute('dir')) === 'rtl' && (await korean.getAttribute('lang')) === 'ar', 'a result does not say its language')
  })
  await attempt('no-errors', async (expect) => broken.forEach((what) => expect(false, what)))
  await attempt('search-is-accessible', async (expect) => {
    const bare = await browser.newContext({ bypassCSP: true })
    const tested = await bare.newPage()
    await tested.goto(root + 'search/?q=pilots')
    await found(tested)
    await tested.evaluate(axe)
    for (const [colorScheme, width] of [['light', 1280], ['dark', 320], ['light', 320]]) {
      await tested.emulateMedia({ colorScheme })
      await tested.setViewportSize({ width, height: 800 })
      const over = await tested.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      expect(over <= 0, `${width} px: ${over} px too wide`)
      const { violations } = await tested.evaluate((tags) => window.axe.run(document, { runOnly: tags, resultTypes: ['violations'] }), TAGS)
      violations.forEach((rule) => expect(false, `${colorScheme}, ${width} px: ${rule.id}: ${rule.nodes[0].html.slice(0, 160)}`))
    }
    await bare.close()
  })
  await attempt('search-without-script', async (expect) => {
    const still = await browser.newContext({ javaScriptEnabled: false })
    const tested = await still.newPage()
    await tested.goto(root + 'search/')
    expect(await tested.locator('noscript').isVisible(), 'nothing says that it needs a script')
    await still.close()
  })
  await attempt('search-in-files', async (expect) => {
    await page.goto(`file://${resolve(site)}/search/index.html?q=praised`)
    expect(agrees(await found(page), ['harbour of Lund']), 'the release is not found')
    await page.getByLabel('Words to search for').fill('closed')
    await page.keyboard.press('Enter')
    await page.waitForURL('**?q=closed')
    expect(agrees(await found(page), ['pier']), 'another release is not found')
  })
  await attempt('languages-and-permalinks', async (expect) => {
    await page.goto(`${root}2031/03/the-harbour-of-lund-reopens/`)
    await page.locator('#p2 .number a').click()
    expect(page.url().endsWith('/2031/03/the-harbour-of-lund-reopens/#p2'), 'the number is no permalink')
    const mark = (id) => page.locator(id).evaluate((one) => getComputedStyle(one).backgroundColor + getComputedStyle(one).boxShadow + getComputedStyle(one).outline)
    expect((await mark('#p2')) !== (await mark('#p1')), 'the target is not marked')
    await page.getByRole('link', { name: '한국어' }).click()
    await page.waitForURL('**/%EB%A3%AC*/**')
    expect((await page.locator('html').getAttribute('lang')) === 'ko', 'the other edition is not opened')
    await page.goto(page.url().split('#')[0] + '#p2')
    expect((await page.locator(':target').textContent()).includes('정상회담'), 'its second paragraph has another address')
  })
} finally {
  await browser.close()
  server.close()
}
