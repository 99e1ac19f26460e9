"""The form for records as staff use it: what they see and press, in a real browser."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect
from registers import ROOT

FORM = "panduan/isi/"
BLITAR = "records/agreements/ksdd/ksdd-blitar-2024.yaml"
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def copy_shipped(target: Path) -> Path:
    """Write the shipped register to another place: its records, and what they are held against."""
    for name in ("records", "schema", "documents"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target / name)
    return target


def accept(registri: Run, root: Path, place: str, content: bytes) -> None:
    """Put a file into a register: the check takes it, and fmt has nothing to do."""
    (root / place).parent.mkdir(parents=True, exist_ok=True)
    (root / place).write_bytes(content)
    checked = registri("check", "--root", str(root), environment={"REGISTRI_AS_OF": "2026-11-24"})
    assert checked.returncode == 0, checked.stdout + checked.stderr + content.decode()
    formatted = registri("fmt", "--check", "--root", str(root), place)
    assert formatted.returncode == 0, formatted.stdout + formatted.stderr


def read_script(name: str) -> str:
    """Give a script of the tests that runs in the page."""
    return (Path(__file__).parent / f"{name}.js").read_text("utf-8")


class Staff:
    """Somebody who fills in the form."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(f"{error.message}\n{error.stack}"))
        page.on("console", lambda line: self.complaints.append(line.text) if line.type == "error" else None)

    def begin(self, name: str) -> None:
        """Begin a new record of a kind, by what the form calls it."""
        self.page.get_by_role("radio", name=name).check()
        self.page.get_by_role("button", name="Mulai mengisi").click()
        expect(self.page.locator(".rk-record")).to_be_visible()

    def wait_for_kept(self, text: str) -> None:
        """Wait until the browser keeps a draft that holds a text; the page's policy lets no string be run."""
        found = "(text) => Object.values(localStorage).some((kept) => kept.includes(text))"
        for _ in range(200):
            if self.page.evaluate(found, text):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(text)

    def box(self, label: str, within: Locator | None = None) -> Locator:
        """Give the field of text with a label, the first in sight."""
        name = re.compile(rf"^{re.escape(label)}( \(wajib\))?$")
        return (within or self.page).get_by_role("textbox", name=name).first

    def write(self, label: str, text: str, within: Locator | None = None) -> None:
        """Write into a field and leave it."""
        field = self.box(label, within)
        field.fill(text)
        field.press("Tab")

    def choose(self, label: str, option: str, within: Locator | None = None) -> None:
        """Choose from a list that folds down."""
        name = re.compile(rf"^{re.escape(label)}( \(wajib\))?$")
        found = (within or self.page).get_by_role("combobox", name=name)
        found.locator("visible=true").first.select_option(label=option)

    def find(self, label: str, typed: str, within: Locator | None = None) -> None:
        """Find a thing of the register by a part of its name, with the keyboard alone."""
        name = re.compile(rf"^{re.escape(label)}( \d+)?( \(wajib\))?$")
        field = (within or self.page).get_by_role("combobox", name=name).last
        field.focus()
        field.fill(typed)
        expect(self.page.locator("[role=listbox]:visible [role=option]").first).to_be_visible()
        field.press("ArrowDown")
        field.press("Enter")
        field.press("Tab")

    def mark(self, legend: str, option: str, within: Locator | None = None) -> None:
        """Mark one of few choices."""
        name = re.compile(rf"^{re.escape(legend)}( \(wajib\))?")
        group = (within or self.page).get_by_role("group", name=name).last
        group.get_by_role("radio", name=option).check()

    def line(self, name: str) -> Locator:
        """Give a line of a list by its name, such as ``Pihak 2``."""
        return self.page.get_by_role("group", name=name, exact=True).first

    def unfold(self, *names: str) -> None:
        """Open the folded fields."""
        rest = self.page.locator(".rk-rest")
        if rest.get_attribute("open") is None:
            rest.locator("summary").first.click()
        for name in names:
            rest.locator(".rk-fold > summary", has_text=re.compile(rf"^{re.escape(name)}")).first.click()

    def check(self) -> None:
        """Ask for the result."""
        self.page.get_by_role("button", name="Periksa hasilnya").click()

    @property
    def faults(self) -> list[str]:
        """What the list of what is wrong says, in order."""
        return self.page.locator(".rk-summary:visible li:visible").all_inner_texts()

    def download(self, number: int = 0) -> tuple[str, bytes]:
        """Download a file of the result; gives its place in the register and its bytes."""
        file = self.page.locator(".rk-file").nth(number)
        place = file.locator("dd code").nth(1).inner_text()
        with self.page.expect_download() as waiting:
            file.get_by_role("button", name="Unduh berkas").click()
        path = Path(waiting.value.path())
        assert waiting.value.suggested_filename == place.rpartition("/")[2]
        return place, path.read_bytes()


@contextmanager
def open_form(browser: Browser, address: str, **settings: Any) -> Iterator[Staff]:
    """Open the form, or a page of it, as somebody who was never here."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **settings})
    staff = Staff(context.new_page())
    staff.page.set_default_timeout(10_000)
    staff.page.goto(address)
    expect(staff.page.locator("#rk-form h2").first).to_be_visible()
    yield staff
    assert not staff.complaints, staff.complaints
    context.close()
