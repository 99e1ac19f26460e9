"""What the pictures of the staff guide show: pages of the sample's site, brought to a state as people do.

Everything in the sample is invented. What is pressed is found by its words, in the language of the page.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

from playwright.sync_api import Locator, Page
from registers import SCHEMAS

from generator.addresses import CALENDARS, FORM, LANGUAGE_ROOTS
from generator.explain.fields import read_title
from generator.locale import Locale
from generator.text import Language
from generator.words.form import FORM_WORDS

AGREEMENT = "ksdpk-taman-kota-2026-0051"
_PLACE = f"agreements/ksdpk/{AGREEMENT}"


@dataclass(frozen=True)
class Shown:
    """What a picture holds: everything from the first to the last of these, and what in it has a ring."""

    parts: tuple[Locator, ...]
    ring: Locator | None = None
    most: int = 700
    """How high it may be, in the page's dots."""
    keeps_focus: bool = False
    """Whether what is shown is there only while its field has the focus."""


class Site:
    """The sample's site in one language, as somebody of the staff uses it."""

    def __init__(self, page: Page, address: str, language: Language) -> None:
        self.page, self.language = page, language
        self._root = address + LANGUAGE_ROOTS[language]

    def go(self, place: str) -> None:
        """Open a page of the site."""
        self.page.goto(self._root + place)

    def say(self, key: str, **parts: str) -> str:
        """Give a text of the form as it stands on the page."""
        return _locale(self.language).say(FORM_WORDS[key]).format(**parts)

    def title(self, path: str) -> str:
        """Give the title of a field, such as ``signing.date``, as the form shows it."""
        part = SCHEMAS.get("agreement-ksdpk")
        for key in path.split("."):
            part = part.get("items", part)["properties"][key]
        return read_title(part, self.language)

    def press(self, key: str, **parts: str) -> None:
        """Press a button of the form."""
        self.page.get_by_role("button", name=self.say(key, **parts), exact=True).first.click()

    def field(self, path: str, within: Locator | None = None) -> Locator:
        """Give the field of the form at a path, with its label."""
        label = self.page.locator(
            ":scope > .rk-label", has_text=re.compile(rf"^{re.escape(self.title(path))}( \(|$)")
        )
        return (within or self.page.locator("#rk-form")).locator(".rk-field").filter(has=label).first

    def fill(self, path: str, text: str, within: Locator | None = None) -> Locator:
        """Type into a field of one value, and leave it."""
        whole = self.field(path, within)
        box = whole.locator("input, textarea").first
        box.fill(text)
        box.blur()
        return whole

    def choose(self, path: str, value: str, within: Locator | None = None) -> None:
        """Choose from a field's list, or mark one of its choices, by what a record holds."""
        whole = self.field(path, within)
        if whole.locator("select").count():
            whole.locator("select").select_option(value)
        else:
            labels = self._labels(path)
            whole.get_by_label(labels[value], exact=True).check()

    def _labels(self, path: str) -> Mapping[str, str]:
        part = SCHEMAS.get("agreement-ksdpk")
        for key in path.split("."):
            part = part.get("items", part)["properties"][key]
        return {value: texts[self.language] for value, texts in part["x-labels"].items()}

    def find(self, path: str, typed: str, within: Locator | None = None) -> None:
        """Choose the first of what a part of its name finds."""
        whole = self.field(path, within)
        whole.get_by_role("combobox").press_sequentially(typed)
        whole.get_by_role("option").first.click()

    def add(self, path: str) -> Locator:
        """Add a line to a list, and give it."""
        whole = self.field(path)
        whole.locator(".rk-add").last.click()
        return whole.locator("ol.rk-items").first.locator(":scope > li").last

    def line(self, path: str, number: int) -> Locator:
        """Give a line of a list by its number, added where the form does not show that many."""
        lines = self.field(path).locator("ol.rk-items").first.locator(":scope > li")
        while lines.count() < number:
            self.add(path)
        return lines.nth(number - 1)

    def unfold(self, path: str) -> Locator:
        """Open what is folded away at the end of the form, and give the part that holds a field."""
        rest = self.page.locator("details.rk-rest")
        if not rest.evaluate("rest => rest.open"):
            rest.locator("> summary").click()
        name = re.compile(rf"^\s*{re.escape(self.title(path))}\s*")
        fold = (
            rest.locator("details.rk-fold")
            .filter(has=self.page.locator(":scope > summary", has_text=name))
            .first
        )
        if not fold.evaluate("fold => fold.open"):
            fold.locator("> summary").click()
        return fold

    def begin(self) -> None:
        """Begin the record of a new agreement with a third party."""
        self.go(FORM)
        self.page.locator("#rk-form input[value=ksdpk]").check()
        self.press("start")
        # How far one is, is told once the form has judged itself.
        self.page.locator(".rk-count", has_text=re.compile(r"\w")).wait_for()

    def change(self) -> None:
        """Open the form with the record of an agreement."""
        self.go(f"{FORM}?catatan={_PLACE}")
        self.page.locator(".rk-record").wait_for()

    def fill_in(self) -> None:
        """Fill in all that a new agreement needs."""
        self.begin()
        self.choose("document.kind", "perjanjian-kerja-sama")
        self.find("parties.partner", "contoh teladan", self.line("parties", 2))
        self.fill("subject", "Perawatan bangku taman")
        self.fill("title", "Perjanjian Kerja Sama Perawatan Bangku Taman dengan PT Contoh Teladan Abadi")
        self.fill("purpose", "Bangku taman kota terawat dan dapat dipakai semua warga.")
        self.fill("signing.date", "12 Oktober 2026" if self.language == "id" else "12 October 2026")
        self.fill("sources.url", "https://contoh.example/berita/bangku-taman", self.line("sources", 1))
        self.choose("certainty", "partial")
        self.press("check")


@cache
def _locale(language: Language) -> Locale:
    return Locale(language, SCHEMAS)


@dataclass(frozen=True)
class Scene:
    """How a picture comes about, and how wide the window is."""

    show: Callable[[Site], Shown]
    width: int = 560
    languages: tuple[Language, ...] = field(default=("id", "en"))


def _show_start(site: Site) -> Shown:
    site.go(FORM)
    site.page.locator("#rk-form input[value=ksdpk]").check()
    start = site.page.locator(".rk-way").first
    return Shown((start,), start.get_by_role("button"), 900)


def _show_partner(site: Site) -> Shown:
    site.begin()
    line = site.line("parties", 2)
    whole = site.field("parties.partner", line)
    whole.get_by_role("combobox").press_sequentially("teladan")
    whole.get_by_role("option").last.wait_for()
    return Shown((whole, whole.get_by_role("listbox")), whole.locator(".rk-offer"), keeps_focus=True)


def _show_date(site: Site) -> Shown:
    site.begin()
    return Shown((site.fill("signing.date", "17 mei 2024" if site.language == "id" else "17 may 2024"),))


def _show_unfinished(site: Site) -> Shown:
    site.begin()
    site.press("check")
    return Shown((site.page.locator(".rk-summary"),))


def _show_preview(site: Site) -> Shown:
    site.fill_in()
    return Shown((site.page.locator(".rk-result .rk-preview"),), most=620)


def _show_result(site: Site) -> Shown:
    site.fill_in()
    file = site.page.locator(".rk-result .rk-file").first
    return Shown((site.page.locator(".rk-result > h2"), file), file.locator(".rk-main-button").first, 960)


def _show_wrong(site: Site) -> Shown:
    site.go(f"kerja-sama/{AGREEMENT}/")
    row = site.page.locator(".rk-facts > div").filter(
        has=site.page.locator(f'a[href*="{AGREEMENT}"][href*="catatan"]')
    )
    head = row.locator("xpath=..").locator("> div").last
    return Shown((row, head), row.locator('a[href*="catatan"]'))


def _show_relation(site: Site) -> Shown:
    site.begin()
    fold = site.unfold("relations")
    line = site.line("relations", 1)
    site.choose("relations.type", "extends", line)
    site.find("relations.agreement", "pengelolaan sampah", line)
    return Shown((fold,))


def _show_evaluation_start(site: Site) -> Shown:
    site.go(FORM)
    way = site.page.locator(".rk-way").nth(1)
    way.locator("summary").click()
    way.get_by_role("combobox").press_sequentially("taman")
    way.get_by_role("option").first.click()
    return Shown((way,), way.get_by_role("button"))


def _show_evaluation(site: Site) -> Shown:
    _show_evaluation_start(site).parts[0].get_by_role("button").click()
    line = site.field("evaluations").locator("ol.rk-items").first.locator(":scope > li").last
    line.wait_for()
    site.fill("evaluations.period.year", "2026", line)
    site.choose("evaluations.period.semester", "2", line)
    site.find("evaluations.evaluator", "lingkungan", line)
    site.choose("evaluations.state", "berjalan", line)
    site.choose("evaluations.recommendation", "dilanjutkan", line)
    return Shown((line,), most=980)


def _show_termination(site: Site) -> Shown:
    site.change()
    fold = site.unfold("termination")
    site.fill("termination.date", "31 Oktober 2026" if site.language == "id" else "31 October 2026", fold)
    site.choose("termination.ground", "kesepakatan-para-pihak", fold)
    return Shown((fold,))


def _show_withdrawn(site: Site) -> Shown:
    site.change()
    fold = site.unfold("withdrawn")
    site.fill("withdrawn.date", "24 November 2026", fold)
    site.fill("withdrawn.reason", "Perjanjian yang sama tercatat dua kali.", fold)
    site.find("withdrawn.replaced_by", "taman kota 2022", fold)
    return Shown((fold,))


def _show_withheld(site: Site) -> Shown:
    site.change()
    fold = site.unfold("withheld")
    line = site.line("withheld", 1)
    site.fill("withheld.what", "Lampiran 2: rincian biaya", line)
    site.fill("withheld.ground", "UU 14/2008 pasal 17 huruf b", line)
    site.fill("withheld.decision_number", "03/PPID/2026 (rekaan)", line)
    site.fill("withheld.until", "2031", line)
    return Shown((fold,), most=900)


def _show_calendars(site: Site) -> Shown:
    site.go(CALENDARS)
    table = site.page.locator("#daftar + .rk-table")
    return Shown((site.page.locator("#daftar"), table), most=420)


SCENES: Mapping[str, Scene] = {
    "mulai": Scene(_show_start, 720),
    "mitra": Scene(_show_partner),
    "tanggal": Scene(_show_date),
    "belum-selesai": Scene(_show_unfinished),
    "pratinjau": Scene(_show_preview),
    "hasil": Scene(_show_result),
    "ada-yang-keliru": Scene(_show_wrong, 720),
    "hubungan": Scene(_show_relation),
    "evaluasi-mulai": Scene(_show_evaluation_start),
    "evaluasi-isi": Scene(_show_evaluation),
    "pengakhiran": Scene(_show_termination),
    "ditarik": Scene(_show_withdrawn),
    "dikecualikan": Scene(_show_withheld),
    "kalender": Scene(_show_calendars, 640),
}
