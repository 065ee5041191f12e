#!/usr/bin/python3
"""Opens a handout in Debian's Chromium and does what a reader does: looks, drags, types, prints, asks without JavaScript.

usage: handout_in_browser.py HANDOUT.html [FOLDER_FOR_SCREENSHOTS]

Nothing may be asked of any other place and nothing may be said on the console. Needs only the package chromium; the
browser is led through its pipe (--remote-debugging-pipe), so no port is opened.
"""
import base64
import json
import os
import pathlib
import subprocess
import sys
import tempfile

SIZES = [(390, 844), (1280, 800)]
SCHEMES = ["light", "dark"]


class Browser:
    """Chromium, and one page in it."""

    def __init__(self, profile):
        self.events, self.number = [], 0
        to_browser, self.out = os.pipe()
        self.incoming, from_browser = os.pipe()

        def give_pipes():
            # Chromium reads from 3 and writes to 4; first out of the way of each other.
            reads, writes = os.dup(to_browser), os.dup(from_browser)
            os.dup2(reads, 3)
            os.dup2(writes, 4)

        self.process = subprocess.Popen(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", "--no-first-run",
             f"--user-data-dir={profile}", "about:blank"],
            preexec_fn=give_pipes, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(from_browser)
        self.rest, self.session = b"", None
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ["Page", "Network", "Runtime", "Log"]:
            self.call(domain + ".enable")

    def message(self):
        while b"\0" not in self.rest:
            block = os.read(self.incoming, 1 << 20)
            if not block:
                sys.exit("The browser ended.")
            self.rest += block
        text, self.rest = self.rest.split(b"\0", 1)
        return json.loads(text)

    def call(self, method, **parameters):
        self.number += 1
        request = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            request["sessionId"] = self.session
        os.write(self.out, json.dumps(request).encode() + b"\0")
        while True:
            answer = self.message()
            if answer.get("id") == self.number:
                if "error" in answer:
                    sys.exit(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def value(self, script):
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            sys.exit(f"{script}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def open(self, url, size, scheme, scripts=True):
        self.call("Emulation.setDeviceMetricsOverride", width=size[0], height=size[1], deviceScaleFactor=1,
                  mobile=size[0] < 600)
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.call("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.call("Page.navigate", url=url)
        while not any(event["method"] == "Page.loadEventFired" for event in self.events):
            self.events.append(self.message())
        self.events = [event for event in self.events if event["method"] != "Page.loadEventFired"]

    def shot(self, path, whole=False):
        picture = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole,
                            **({"clip": self.whole()} if whole else {}))
        pathlib.Path(path).write_bytes(base64.b64decode(picture["data"]))

    def whole(self):
        size = self.call("Page.getLayoutMetrics")["cssContentSize"]
        return {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], 12000), "scale": 1}

    def key(self, name, code):
        for kind in ["rawKeyDown", "keyUp"]:
            self.call("Input.dispatchKeyEvent", type=kind, key=name, code=name, windowsVirtualKeyCode=code)

    def close(self):
        self.process.kill()
        self.process.wait()


failures = []


def require(holds, what):
    if not holds:
        failures.append(what)


# The picture of the page that is being looked at: every path of its charts.
DRAWN = "[...document.querySelectorAll('%s figure > svg')].map((svg) => svg.innerHTML).join()"
SLIDER = "document.querySelector('%s .timeline input')"
# WCAG's contrast of the colours that text is drawn in with what it is drawn on.
CONTRAST = """(() => {
  const light = (css) => { const [r, g, b] = css.match(/[\\d.]+/g).map((c) => { c /= 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const ground = (e) => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; if (!/, 0\\)$/.test(c)) return c; } return 'rgb(255, 255, 255)'; };
  const poor = [];
  for (const e of document.querySelectorAll('h1, h2, h3, p, li, summary, figcaption, strong, code, button, output, svg text')) {
    if (!e.textContent.trim()) continue;
    const style = getComputedStyle(e);
    const [a, b] = [light(e.tagName === 'text' ? style.fill : style.color), light(ground(e))].sort();
    if ((b + 0.05) / (a + 0.05) < 4.5) poor.push(e.tagName + ' ' + e.textContent.slice(0, 30));
  }
  return poor; })()"""


def check_structure(browser, where):
    require(browser.value("document.documentElement.scrollWidth <= innerWidth"), f"{where}: wider than the screen")
    require(browser.value("document.querySelectorAll('h1').length") == 1, f"{where}: one h1")
    levels = browser.value("[...document.querySelectorAll('h1, h2, h3')].map((h) => Number(h.tagName[1]))")
    require(all(b <= a + 1 for a, b in zip(levels, levels[1:])), f"{where}: a level of headings is skipped: {levels}")
    require(browser.value("document.documentElement.lang !== ''"), f"{where}: no language")
    require(browser.value("[...document.querySelectorAll('figure > svg')].every((svg) => svg.getAttribute('role') === 'img' && svg.getAttribute('aria-label').length > 20)"),
            f"{where}: a chart without its text")
    require(browser.value("[...document.querySelectorAll('input')].every((input) => input.getAttribute('aria-label'))"),
            f"{where}: a timeline without a name")
    poor = browser.value(CONTRAST)
    require(not poor, f"{where}: contrast below 4.5: {poor[:5]}")


def check_moving(browser):
    """Arrow keys, a finger and the play button each move a page: the one with the most moments."""
    page = browser.value("'#' + [...document.querySelectorAll('.timeline input')].sort((a, b) => b.max - a.max)[0].closest('.page').id")
    drawn, slider = DRAWN % page, SLIDER % page
    browser.value(f"{slider}.focus(), {slider}.value = 0, {slider}.dispatchEvent(new Event('input')), 0")
    before = browser.value(drawn)
    for _ in range(5):
        browser.key("ArrowRight", 39)
    require(browser.value(f"{slider}.value") == "5", "five presses of the right arrow do not lead five moments on")
    require(browser.value(drawn) != before, "the right arrow does not change the picture")
    browser.call("Emulation.setTouchEmulationEnabled", enabled=True)
    browser.value(f"{slider}.scrollIntoView({{block: 'center'}}), 0")
    box = browser.value(f"(() => {{ const b = {slider}.getBoundingClientRect(); return [b.left, b.top + b.height / 2, b.width]; }})()")
    before = browser.value(drawn)
    browser.call("Input.dispatchTouchEvent", type="touchStart", touchPoints=[{"x": box[0] + 0.2 * box[2], "y": box[1]}])
    browser.call("Input.dispatchTouchEvent", type="touchMove", touchPoints=[{"x": box[0] + 0.8 * box[2], "y": box[1]}])
    browser.call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
    share = browser.value(f"{slider}.value / {slider}.max")
    require(0.7 < share < 0.9, f"a finger drawn to 80 % of the timeline leads to {share}")
    require(browser.value(drawn) != before, "dragging does not change the picture")
    browser.call("Emulation.setTouchEmulationEnabled", enabled=False)
    browser.value(f"{slider}.value = 0, {slider}.dispatchEvent(new Event('input')), document.querySelector('{page} .timeline button').click(), 0")
    moved = browser.value(f"new Promise((done) => {{ const look = (left) => {slider}.value > 0 || left === 0 ? done({slider}.value > 0) : setTimeout(look, 100, left - 1); look(100); }})")
    require(moved, "the play button does not play")
    browser.value(f"document.querySelector('{page} .timeline button').click(), 0")


def check_readout(browser):
    for svg in range(browser.value("document.querySelectorAll('figure > svg').length")):
        find = f"document.querySelectorAll('figure > svg')[{svg}]"
        if browser.value(f"{find}.classList.contains('neuron-plane')"):
            continue
        browser.value(f"{find}.scrollIntoView({{block: 'center'}}), 0")
        x, y = browser.value(f"(() => {{ const b = {find}.getBoundingClientRect(); return [b.left + b.width * 0.55, b.top + b.height * 0.4]; }})()")
        browser.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
        require(len(browser.value(f"{find}.parentElement.querySelector('.readout').textContent").strip()) > 5,
                f"chart {svg} says nothing of what is pointed at")


def check_stills(browser, url, folder):
    """Without JavaScript the pictures are there; with it, moving to where a page ends gives the very same numbers and paths."""
    browser.open(url, SIZES[1], "light", scripts=False)
    if folder:
        browser.shot(folder / "without-script.png", whole=True)
    browser.call("Emulation.setScriptExecutionDisabled", value=False)  # the page's own script has had its chance
    texts, pictures = "[...document.querySelectorAll('.caption')].map((p) => p.textContent)", DRAWN % ""
    require(browser.value("[...document.querySelectorAll('.timeline')].every((line) => line.hidden)"), "a timeline without its script")
    still_texts, still_pictures = browser.value(texts), browser.value(pictures)
    require(len(still_pictures) > 2000, "no stills without JavaScript")
    browser.open(url, SIZES[1], "light")
    browser.value("dispatchEvent(new Event('beforeprint')), 0")
    require(browser.value(texts) == still_texts, "captions where the pages end differ from those of the program")
    require(browser.value(pictures) == still_pictures, "pictures where the pages end differ from those of the program")


def main():
    url = pathlib.Path(sys.argv[1]).resolve().as_uri()
    folder = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
    size = os.path.getsize(sys.argv[1])
    require(size <= 3_000_000, f"the file has {size} bytes")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Browser(profile)
        for screen in SIZES:
            for scheme in SCHEMES:
                browser.open(url, screen, scheme)
                where = f"{screen[0]}x{screen[1]} {scheme}"
                check_structure(browser, where)
                if folder:
                    browser.shot(folder / f"{screen[0]}-{scheme}.png")
                    browser.shot(folder / f"{screen[0]}-{scheme}-whole.png", whole=True)
        check_moving(browser)
        check_readout(browser)
        check_stills(browser, url, folder)
        if folder:
            pdf = browser.call("Page.printToPDF", preferCSSPageSize=True, paperWidth=8.27, paperHeight=11.69)
            (folder / "printed.pdf").write_bytes(base64.b64decode(pdf["data"]))
        for event in browser.events:
            method, parameters = event["method"], event.get("params", {})
            if method == "Network.requestWillBeSent":
                asked = parameters["request"]["url"]
                require(asked == url or asked.startswith("data:"), f"a request leaves the page: {asked}")
            if method in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded"):
                failures.append(f"the console is not empty: {json.dumps(parameters)[:300]}")
        browser.close()
    for failure in failures:
        print(failure)
    print(f"{sys.argv[1]}: {size} bytes, {'all is well' if not failures else f'{len(failures)} faults'}")
    sys.exit(1 if failures else 0)


main()
