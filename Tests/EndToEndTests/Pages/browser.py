"""A real browser, without a window, for the tests of the pages.

    browser.py SCENARIO ADDRESS SCREENSHOTS AXE

reads what the scenario needs as one JSON object from standard input, and ends with status 0 if everything was as it
promises. SCREENSHOTS is a folder; AXE is the file axe.min.js.
"""
import json
import pathlib
import sys

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.remote_connection import RemoteConnection
from selenium.webdriver.support.ui import WebDriverWait

WIDTHS = (360, 1024, 1920)
# Seconds for a page that does not come: the tests say what is there then. No promise about speed.
PATIENCE = 300


class Browser:
    def __init__(self, address, screenshots, axe, language="sv"):
        self.address = address
        self.screenshots = pathlib.Path(screenshots)
        self.screenshots.mkdir(parents=True, exist_ok=True)
        self.axe = pathlib.Path(axe).read_text()
        self.language = language
        # What waits for the browser must wait longer than the browser does.
        RemoteConnection.set_timeout(2 * PATIENCE)
        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        for argument in (
            "--headless=new",
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
            # The server's own authority, which devices trust through the one-time code.
            "--ignore-certificate-errors",
            f"--lang={language}",
            f"--accept-lang={language}",
        ):
            options.add_argument(argument)
        options.add_experimental_option("prefs", {"intl.accept_languages": language})
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)
        self.driver.set_page_load_timeout(PATIENCE)
        # Looking through a long page takes axe longer than the 30 s that are usual, where the machine has other work.
        self.driver.set_script_timeout(PATIENCE)

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if error:
            self.shot("failed")
            print(self.driver.current_url, self.text(), sep="\n", file=sys.stderr)
        self.driver.quit()

    def open(self, path):
        self.driver.get(path if path.startswith("http") else self.address + path)

    @property
    def path(self):
        """Without the fragment, which browsers keep across a redirect."""
        return self.driver.current_url.removeprefix(self.address).partition("#")[0]

    def text(self):
        return self.driver.find_element(By.TAG_NAME, "body").text

    def find(self, selector):
        return WebDriverWait(self.driver, PATIENCE).until(
            lambda driver: driver.find_element(By.CSS_SELECTOR, selector)
        )

    def fill(self, selector, text):
        field = self.find(selector)
        field.clear()
        field.send_keys(text)

    def click(self, selector):
        """Clicks what leads to another page, and waits until that is there."""
        element = self.find(selector)
        page = self.driver.find_element(By.TAG_NAME, "html")
        element.click()
        self.wait_for_page_after(page)

    def press(self, *keys):
        for key in keys:
            self.driver.switch_to.active_element.send_keys(key)

    def press_and_go(self, key):
        page = self.driver.find_element(By.TAG_NAME, "html")
        self.press(key)
        self.wait_for_page_after(page)

    def wait_for_page_after(self, page):
        wait = WebDriverWait(self.driver, PATIENCE)
        wait.until(lambda driver: driver.find_element(By.TAG_NAME, "html") != page)
        wait.until(lambda driver: driver.execute_script("return document.readyState") == "complete")

    def tab_to(self, selector):
        """Goes on with the tabulator until the element has the focus."""
        wanted = self.find(selector)
        for _ in range(100):
            if self.driver.switch_to.active_element == wanted:
                return
            self.press(Keys.TAB)
        raise AssertionError(f"{selector} is not reached with the keyboard")

    def shot(self, name):
        self.driver.save_screenshot(str(self.screenshots / f"{name}.png"))

    def inspect(self, name):
        """At each width: axe finds nothing, nothing stands outside the page, the browser complains of nothing."""
        for width in WIDTHS:
            self.driver.set_window_size(width, 900)
            self.driver.execute_cdp_cmd(
                "Emulation.setDeviceMetricsOverride",
                {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600},
            )
            overflow = self.driver.execute_script(
                "return document.documentElement.scrollWidth - window.innerWidth"
            )
            check(overflow <= 0, f"{name} at {width}: {overflow} pixels too wide")
            self.driver.execute_script(self.axe)
            result = self.driver.execute_async_script(
                "const done = arguments[arguments.length - 1];"
                "axe.run(document).then(r => done(r.violations), e => done([{id: String(e), nodes: []}]));"
            )
            found = [
                f"{violation['id']}: {node['html']} ({node.get('failureSummary', '')})"
                for violation in result
                for node in violation["nodes"] or [{"html": "", "failureSummary": violation["id"]}]
            ]
            check(not found, f"{name} at {width}: axe found\n" + "\n".join(found))
            self.shot(f"{name}-{self.language}-{width}")
        complaints = [
            entry["message"]
            for entry in self.driver.get_log("browser")
            if entry["level"] == "SEVERE" and "status of 4" not in entry["message"]
        ]
        check(not complaints, f"{name}: the browser complains:\n" + "\n".join(complaints))


def check(is_so, what):
    if not is_so:
        raise AssertionError(what)


def sign_in(browser, given):
    """From the one-time link to signing out, with the keyboard alone."""
    swedish = browser.language == "sv"
    browser.open(given["link"])
    browser.inspect("welcome")
    browser.press(Keys.TAB)
    skip = browser.driver.switch_to.active_element
    check(skip.get_attribute("class") == "skip", "the first stop of the keyboard skips to the content")
    browser.press(Keys.ENTER)
    browser.tab_to("#password")
    browser.press("kort")
    browser.tab_to("#repeated")
    browser.press("kort", Keys.ENTER)
    check(browser.path.startswith("/welcome/"), "a short password is not sent")
    browser.fill("#password", given["password"])
    browser.fill("#repeated", given["password"] + "!")
    browser.press_and_go(Keys.ENTER)
    check("två gånger" in browser.text() if swedish else "twice" in browser.text(), "it says that they differ")
    browser.inspect("welcome-refused")
    browser.tab_to("#password")
    browser.press(given["password"])
    browser.tab_to("#repeated")
    browser.press(given["password"])
    browser.press_and_go(Keys.ENTER)
    check(browser.path == "/", f"the start page comes, not {browser.path}")
    check("hv-shared" in browser.text(), "it shows the space")
    browser.inspect("start")
    browser.tab_to("nav a[href='/account']")
    browser.press_and_go(Keys.ENTER)
    browser.inspect("account")
    browser.open("/finns-inte")
    browser.inspect("not-found")
    browser.open("/account")
    browser.tab_to("form[action='/sign-out'] button")
    browser.press_and_go(Keys.ENTER)
    browser.inspect("signed-out")
    browser.open("/account")
    check(browser.path == "/sign-in?then=%2Faccount", "who is signed out is asked to sign in")
    browser.tab_to("#pseudonym")
    browser.press(given["pseudonym"])
    browser.tab_to("#password")
    browser.press("fel lösenord")
    browser.press_and_go(Keys.ENTER)
    browser.inspect("sign-in-refused")
    check(browser.find("#pseudonym").get_attribute("value") == given["pseudonym"], "the name is still there")
    browser.tab_to("#password")
    browser.press(given["password"])
    browser.press_and_go(Keys.ENTER)
    check(browser.path == "/account", "it goes on to where the person was going")
    browser.click("button[name='language']")
    check(browser.path == "/account", "the same page in the other language")
    other = "My account" if swedish else "Mitt konto"
    check(other in browser.text(), "the other language holds")


def review(browser, given):
    """Through the queue: conflicts settled by choice, by a third value, and over a withdrawal; and approval."""
    swedish = browser.language == "sv"
    browser.open(given["link"])
    browser.fill("#password", given["password"])
    browser.fill("#repeated", given["password"])
    browser.press_and_go(Keys.ENTER)
    browser.inspect("start-with-conflicts")
    check(browser.find(".figures a").text == "3", "three conflicts wait")
    browser.tab_to(".figures a")
    browser.press_and_go(Keys.ENTER)
    check(browser.path == "/spaces/hv-shared/queue?conflicts=1", f"the count leads to the queue, not {browser.path}")
    browser.inspect("queue")
    check("<script>alert(1)</script>" in browser.text(), "what was typed stands as text")
    browser.open("/spaces/hv-shared/records/observation/" + given["contested"])
    browser.inspect("record-withdrawal")
    send(browser, "button[name='what'][value='restore']")
    settled = browser.driver.find_elements(By.CSS_SELECTOR, "p.message.bad")
    check("told=" in browser.path and not settled, f"the withdrawal is settled: {browser.path}")
    for round in (1, 2):
        browser.open("/spaces/hv-shared/queue?conflicts=1")
        browser.tab_to("tbody th a")
        browser.press_and_go(Keys.ENTER)
        browser.inspect(f"record-{round}")
        if round == 1:
            browser.tab_to(".alternatives button")
        else:
            browser.tab_to("#conflicts-heading ~ section summary")
            browser.press(Keys.ENTER)
            browser.tab_to("#conflicts-heading ~ section select")
            browser.press("åtgärdad" if swedish else "remedied")
            browser.tab_to("#conflicts-heading ~ section details button")
        browser.press_and_go(Keys.ENTER)
        check("told=settled" in browser.path, f"it is settled: {browser.path}")
        browser.inspect(f"record-settled-{round}")
    browser.open("/spaces/hv-shared/queue?conflicts=1")
    nothing = "Inget att visa" if swedish else "Nothing to show"
    check(nothing in browser.text(), "no conflict is left")
    browser.open("/spaces/hv-shared/queue")
    for box in browser.driver.find_elements(By.CSS_SELECTOR, "tbody input[type=checkbox]"):
        box.send_keys(Keys.SPACE)
    browser.tab_to("button[value='approve']")
    browser.press_and_go(Keys.ENTER)
    check("told=approved" in browser.path, f"they are approved: {browser.path}")
    browser.inspect("queue-approved")


def enter(browser, given):
    """From the one-time link to the start page."""
    browser.open(given["link"])
    browser.fill("#password", given["password"])
    browser.fill("#repeated", given["password"])
    browser.press_and_go(Keys.ENTER)


def send(browser, selector):
    """Goes to a button with the keyboard and presses it."""
    browser.tab_to(selector)
    browser.press_and_go(Keys.ENTER)


def morning(browser, given):
    """A reviewer's morning: duplicates, a question, an assignment, undo, a map, tables, and an erased value."""
    space = "/spaces/hv-shared"
    enter(browser, given)
    browser.inspect("start")
    send(browser, f".figures a[href='{space}/duplicates']")
    browser.inspect("duplicates")
    send(browser, "button[name='shown']")
    check("told=linked" in browser.path, f"they are linked: {browser.path}")
    browser.inspect("duplicates-linked")
    browser.open(f"{space}/queue?kind=observation&text=trasig")
    send(browser, "tbody th a")
    image = browser.find("figure img")
    WebDriverWait(browser.driver, PATIENCE).until(
        lambda driver: driver.execute_script("return arguments[0].naturalWidth > 0", image)
    )
    browser.inspect("record-with-photo")
    browser.fill("#question", "Vilken lampa?")
    send(browser, "form[action$='/question'] button")
    check("told=asked" in browser.path, f"it is asked: {browser.path}")
    browser.fill("#assignee", given["pseudonym"])
    send(browser, "form[action*='/assignment'] button")
    check("told=assigned" in browser.path, f"it is assigned: {browser.path}")
    check(given["pseudonym"] in browser.find(".fields").text, "the assignment stands among the fields")
    send(browser, "form[action*='/undo'] button")
    check("told=undone" in browser.path, f"it is taken back: {browser.path}")
    send(browser, "form[action*='/unlink'] button")
    check("told=unlinked" in browser.path, f"they are parted: {browser.path}")
    browser.open(f"{space}/map?kind=observation")
    WebDriverWait(browser.driver, PATIENCE).until(
        lambda driver: driver.find_element(By.ID, "map").get_attribute("data-drawn")
    )
    check(browser.find("#map").get_attribute("data-drawn") == "2", "two points are drawn")
    browser.inspect("map")
    for page in ("settlements", "places", "actions", "surveys"):
        browser.open(f"{space}/{page}")
        browser.inspect(page)
    browser.open(f"{space}/new/action")
    browser.inspect("new-record")
    browser.fill("#title-value", "Byt lampor vid uppgången")
    send(browser, "form.card button")
    check("told=entered" in browser.path, f"it is entered: {browser.path}")
    browser.open(f"{space}/queue?kind=observation&text=trasig")
    send(browser, "tbody th a")
    send(browser, "a[href$='/redaction']")
    browser.find("option[value='description']").click()
    browser.fill("#ground", "Begäran enligt artikel 17 GDPR")
    send(browser, "button[value='preview']")
    browser.inspect("redaction")
    check("tunnelbanan" in browser.text(), "it is shown what will vanish")
    send(browser, "button[value='redact']")
    check("told=redacted" in browser.path and "tunnelbanan" not in browser.text(), "it is gone")
    browser.inspect("record-redacted")
    sign_out_while_typing(browser, given)


def sign_out_while_typing(browser, given):
    """The session ends in another tab; what was typed here is kept, and sent after signing in."""
    typed = "Vad stod där före klockan tolv?"
    browser.fill("#question", typed)
    browser.driver.execute_script(
        "const form = new FormData(document.querySelector('form[action=\"/sign-out\"]'));"
        "return fetch('/sign-out', {method: 'POST', body: new URLSearchParams(form)});"
    )
    send(browser, "form[action$='/question'] button")
    browser.inspect("session-ended")
    browser.fill("#pseudonym", given["pseudonym"])
    browser.fill("#password", given["password"])
    browser.press_and_go(Keys.ENTER)
    check(typed in browser.text(), "what was typed is still there")
    browser.inspect("resume")
    send(browser, "main button")
    check("told=asked" in browser.path and typed in browser.text(), f"it is sent: {browser.path}")


def administer(browser, given):
    """Invitation with a code as a picture, a person added and shut out, and the audit log."""
    enter(browser, given)
    send(browser, "nav a[href='/administration']")
    browser.inspect("administration")
    browser.fill("#device-pseudonym", "falk-09")
    send(browser, "form[action$='/invitations'] button")
    browser.inspect("invitation")
    size = browser.driver.execute_script("return arguments[0].naturalWidth", browser.find("img.qr"))
    check(size > 0, "the code is drawn")
    browser.open("/administration")
    browser.fill("#person-pseudonym", "ek-03")
    send(browser, "form[action$='/people'] button")
    check("/welcome/" in browser.text(), "the link is shown")
    browser.open("/administration")
    send(browser, "form[action$='/disable'] button")
    check("told=revoked" in browser.path, f"the person is shut out: {browser.path}")
    browser.open("/administration/audit")
    browser.inspect("audit")
    check("ek-03" in browser.text(), "the log says who was added")


def sign_in_at_city(browser, name):
    """What a person does on the provider's own page."""
    browser.fill("#username", name)
    browser.fill("#password", "en mening som är lång")
    browser.click("button")


def city(browser, given):
    """Through the city's own sign-in: nobody whom no account is for, and on with what was typed meanwhile."""
    swedish = browser.language == "sv"
    button = "a[href^='/sign-in/city']"
    browser.open("/account")
    browser.inspect("sign-in-city")
    send(browser, button)
    sign_in_at_city(browser, "Nils.Ek")
    check(browser.path.startswith("/sign-in/city/answer"), f"nobody is let in: {browser.path}")
    check(("inget konto" if swedish else "no account") in browser.text(), "it says that there is no account")
    browser.inspect("sign-in-city-no-account")
    # The provider's session, not ours: it would vouch for the same person again.
    browser.driver.delete_all_cookies()
    browser.open("/account")
    send(browser, button)
    sign_in_at_city(browser, "Asa.Lind")
    check(browser.path == "/account", f"it goes on to where the person was going, not {browser.path}")
    check("lind-02" in browser.text(), "it is the person's account")
    browser.open("/spaces/hv-shared/new/area")
    typed = "Gången vid Ålgrytan <b>"
    browser.fill("main form input:not([type=hidden])", typed)
    browser.driver.delete_cookie("__Host-faltbild")
    send(browser, "main form button")
    browser.inspect("session-ended-city")
    first = browser.driver.current_window_handle
    send_to_new_tab(browser, button)
    check(browser.path.startswith("/spaces/hv-shared/new/area"), f"signed in in the new tab: {browser.path}")
    browser.driver.close()
    browser.driver.switch_to.window(first)
    send(browser, "form[action='/sign-in/resume'] button")
    check(typed in browser.text(), "what was typed is there")
    browser.inspect("resume-city")
    send(browser, "main button")
    check("told=" in browser.path and typed in browser.text(), f"it is sent: {browser.path}")


def send_to_new_tab(browser, selector):
    browser.tab_to(selector)
    browser.press(Keys.ENTER)
    wait = WebDriverWait(browser.driver, PATIENCE)
    wait.until(lambda driver: len(driver.window_handles) == 2)
    browser.driver.switch_to.window(browser.driver.window_handles[-1])
    wait.until(lambda driver: browser.path.startswith("/spaces/") or "answer" in browser.path)


def meeting(browser, given):
    """The weekly meeting by keyboard, the year's matrix, and the statistics."""
    swedish = browser.language == "sv"
    enter(browser, given)
    browser.open("/spaces/hv-shared/week?week=2024-W21")
    browser.inspect("week")
    text = browser.text()
    check(("öppen konflikt" if swedish else "open conflict") in text, "what two laptops decided differently is open")
    browser.tab_to("select[name^='level-']")
    browser.press("4")
    browser.press(Keys.TAB)
    browser.press("Två oroande händelser <b>")
    send(browser, "button[accesskey='s']")
    check("told=saved" in browser.path, f"the level is decided: {browser.path}")
    check("Två oroande händelser <b>" in browser.text(), "the reason stands as it was typed")
    browser.inspect("week-decided")
    browser.open("/spaces/hv-shared/year?year=2024")
    browser.inspect("year")
    browser.tab_to("#least")
    browser.press("k")
    send(browser, "main form button")
    check("least=" in browser.path, f"the levels are filtered: {browser.path}")
    browser.open("/spaces/hv-shared/report.html?year=2024")
    browser.inspect("report")
    browser.open("/spaces/hv-shared/statistics?series=Anm%C3%A4lda+brott")
    browser.inspect("statistics-changes")
    check("+300 %" in browser.text(), "changes are shown")
    browser.open("/spaces/hv-shared/statistics?series=Tyck+till")
    browser.inspect("statistics-months")
    browser.open("/spaces/hv-shared/map?kind=observation")
    check(("händelser inom" if swedish else "events within") in browser.text(), "the densest place stands in words")
    browser.tab_to("#heat")
    browser.press(Keys.SPACE)
    check(browser.find("#heat").is_selected(), "the squares are shown")
    browser.inspect("map-heat")


SCENARIOS = {
    "sign_in": sign_in,
    "review": review,
    "morning": morning,
    "administer": administer,
    "city": city,
    "meeting": meeting,
}


def main():
    scenario, address, screenshots, axe = sys.argv[1:]
    given = json.load(sys.stdin)
    with Browser(address, screenshots, axe, given.get("language", "sv")) as browser:
        SCENARIOS[scenario](browser, given)
    print(f"{scenario}: as promised")


if __name__ == "__main__":
    main()
