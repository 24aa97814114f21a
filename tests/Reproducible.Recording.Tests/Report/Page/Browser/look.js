// Opens a page in a browser as people meet it and prints what is there as one JSON document; judging it is the tests' work.
// node look.js BROWSER PAGE
"use strict";
const { chromium } = require("playwright-core");

const views = [
  { name: "phone light", width: 390, height: 844, colorScheme: "light" },
  { name: "phone dark", width: 390, height: 844, colorScheme: "dark" },
  { name: "desktop light", width: 1280, height: 800, colorScheme: "light" },
  { name: "desktop dark", width: 1280, height: 800, colorScheme: "dark" },
];

// Runs in the page.
function look() {
  const box = element => element.getBoundingClientRect();
  const svgs = [...document.querySelectorAll("figure.plot svg[role=img]")];
  const texts = svgs.flatMap(svg => [...svg.querySelectorAll("text")].filter(text => text.textContent.trim()).map(text => ({ text: text.textContent, box: box(text) })));
  return {
    overflow: document.documentElement.scrollWidth - innerWidth,
    paper: getComputedStyle(document.body).backgroundColor,
    figures: [...document.querySelectorAll("figure.plot")].filter(figure => !figure.hidden).map(figure => figure.querySelectorAll("svg[role=img]").length),
    plots: svgs.map(svg => ({
      label: svg.getAttribute("aria-label"), title: svg.querySelector(":scope > title")?.textContent, description: svg.querySelector(":scope > desc")?.textContent, height: box(svg).height,
      marks: svg.querySelectorAll("circle, path").length,
    })),
    clipped: texts.filter(({ box }) => box.left < -0.5 || box.right > document.documentElement.clientWidth + 0.5).map(({ text }) => text),
    links: [...new Set([...document.querySelectorAll("a")].map(link => link.getAttribute("href")))],
    dots: [...document.querySelectorAll("[data-receipt]")].map(dot => dot.dataset.receipt),
    answerBottom: Math.round(box(document.querySelector("header figure")).bottom),
    covered: [...document.querySelectorAll("figure[data-plot=accuracy], figure[data-plot=gains]")].map(figure => {
      const dots = [...figure.querySelectorAll("[data-receipt]")];
      return dots.length - new Set(dots.map(dot => `${Math.round(box(dot).left)} ${Math.round(box(dot).top)}`)).size;
    }),
    legends: [...document.querySelectorAll(".legend")].map(legend => [...legend.querySelectorAll("path")].map(mark => `${mark.getAttribute("fill")} ${mark.getAttribute("d")}`)),
    insideImages: document.querySelectorAll("[role=img] a, [role=img] [tabindex], [role=img] [aria-label]").length,
    unlabelled: [...document.querySelectorAll("button, a[href], summary")].filter(element => !element.closest("svg") && !(element.textContent.trim() || element.getAttribute("aria-label"))).length,
  };
}

// Sorts the first table by its second column, twice, as somebody at a keyboard would.
async function sort(page) {
  const button = page.locator("table.sortable").first().locator("th button").nth(1);
  const column = () => page.locator("table.sortable").first().evaluate(table => ({
    sort: [...table.tHead.rows[0].cells].map(head => head.getAttribute("aria-sort")),
    values: [...table.tBodies[0].rows].map(row => Number(row.cells[1].dataset.order)),
  }));
  await button.focus();
  await page.keyboard.press("Enter");
  const first = await column();
  await page.keyboard.press("Space");
  return [first, await column()];
}

(async () => {
  const [, , executablePath, path] = process.argv;
  const address = `file://${path}`;
  const browser = await chromium.launch({ executablePath });
  const result = { views: {} };
  for (const { name, width, height, colorScheme } of views) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme, reducedMotion: "reduce" });
    const messages = [];
    const requests = [];
    page.on("console", message => messages.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", error => messages.push(`${error}`));
    page.on("request", request => requests.push(request.url().slice(0, 200)));
    await page.goto(address);
    result.views[name] = { ...await page.evaluate(look), messages, requests: requests.filter(url => url !== address && !url.startsWith("data:")) };
    if (name === "desktop dark") {
      await page.emulateMedia({ media: "print" });
      result.print = await page.evaluate(look);
      result.pages = (await page.pdf({ format: "A4" })).length;
    }
    if (name === "desktop light") {
      const dot = page.locator("[data-receipt]").first();
      const wanted = await dot.getAttribute("data-receipt");
      await dot.dispatchEvent("click");
      await page.waitForURL(url => url.href !== address);
      result.dot = { wanted, opened: page.url() };
      await page.goBack();
      result.sorted = await sort(page);
      await page.setViewportSize({ width: 600, height });
      await page.waitForFunction(() => [...document.querySelectorAll("figure.plot svg[role=img]")].every(svg => svg.getBoundingClientRect().right <= innerWidth));
      result.narrowed = await page.evaluate(look);
    }
    await page.close();
  }
  const plain = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  const page = await plain.newPage();
  await page.goto(address);
  result.withoutScript = {
    answer: await page.locator("header .answer").innerText(),
    tables: await page.locator("table.sortable").count(),
    buttons: await page.locator("th button").count(),
    emptyPlotsShown: await page.locator("figure.plot:visible").count(),
  };
  await browser.close();
  console.log(JSON.stringify(result));
})().catch(error => { console.error(error); process.exit(1); });
