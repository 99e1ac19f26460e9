"""Rendering: the body of a page from its template, spliced into its section's shell.

Templates ask for names, addresses and formatted values; they never compute a number. Links are written
with the shell's root mark, so that one rendering of a row serves pages at every depth.
"""

import datetime
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache, lru_cache, partial
from typing import Any

from markupsafe import Markup, escape

from generator import addresses
from generator.charts.drawing import Drawing
from generator.charts.figure import Cell
from generator.charts.svg import write_inline, write_marks, write_patterns
from generator.check.finding import SEVERITY_NAMES
from generator.dates import Date, parse_date
from generator.edition import Edition
from generator.mapping import EntryCount
from generator.metadata.structured import Describer
from generator.pages.agreements import FactFinder
from generator.pages.page import Page
from generator.pages.story import Narrator
from generator.records import AGREEMENT_TYPES
from generator.register.model import Agreement, Partner
from generator.selections import Selection
from generator.site.codes import TEMPLATES, Codes
from generator.site.shell import ROOT, Shell
from generator.site.templating import TemplateEnvironment
from generator.statistics import MOVEMENTS, Count
from generator.status import SOON
from generator.words.definitions import DEFINITIONS
from generator.words.entries import entry_name
from generator.words.explanations import EVALUATION_STATES, explain_status
from generator.words.titles import (
    EVALUATION_NAMES,
    MOVEMENT_NAMES,
    STATUS_NAMES,
    TYPE_ABBREVIATIONS,
    affair_name,
    period_name,
    value_name,
    year_name,
)

_PLAIN_MESSAGE = re.compile(r'\{\{ _\("([^"\\]*)"\) \}\}')
# Another word for what the label "Tanggal penandatanganan" says.
_SIGNED = ("tanda", "tangan")
_RECORD = Markup('<span lang="id">{}</span>')
_LONGEST_PATH = 80
_ROWS = "\x03"
"""Stands around the number of a list in place of its rows; no record can hold this character."""
_THOUSAND = 1000
# What stands on many pages and looks the same on each; and what does so on pages that follow each other, of
# which there would be as many as pages.
_TAGS = (
    "type_tag", "status", "agreement_link", "source_mark", "partner_link", "department_link", "affair_link",
    "verdict", "as_of",
)  # fmt: skip
_NEAR_TAGS, _NEAR = ("kin_line", "crumbs"), 256


class Renderer:
    """Renders the pages of one edition.

    ``written`` are the files of hand-written pages: those of an older register may lack a guide. ``codes``
    keep the templates' code for another renderer of the same language.
    """

    def __init__(
        self,
        edition: Edition,
        shells: dict[str, Shell],
        written: Collection[str] = (),
        codes: Codes | None = None,
    ) -> None:
        self._edition, self._shells, self._written = edition, shells, written
        self._environment = self._make_environment(codes)
        self._rows = _load_parts(self._environment)
        self._describer = Describer(edition)

    def prepare(self, templates: Iterable[str]) -> None:
        """Compile templates before they are asked for: once, where several processes are to use them."""
        for name in templates:
            self._environment.get_template(name)

    def render(self, page: Page) -> bytes:
        """Give the whole HTML of a page, in UTF-8."""
        body = self._rows.lay_into(self._environment.render(page.template, {"page": page, **page.context}))
        shell = self._shells[page.section]
        head = _render_head(page) + self._describer.describe(page)
        return shell.fill(page.address, page.title, page.summary, body, head)

    def render_alone(self, template: str, values: dict[str, Any]) -> bytes:
        """Give a whole page of its own, outside of every shell, in UTF-8; it leads to no other page."""
        return self._environment.render(template, values).encode()

    def _make_environment(self, codes: Codes | None) -> TemplateEnvironment:
        environment = TemplateEnvironment(self._load_template, codes or Codes(self._edition.locale.language))
        environment.globals.update(self._list_links() | self._list_names() | self._list_follow_up())
        environment.globals.update(self._list_drawing_words())
        environment.filters.update(self._list_filters())
        return environment

    def _list_drawing_words(self) -> dict[str, Any]:
        """Give what templates call to show charts; every text is escaped where it is written down."""
        return {
            "draw": self._draw,
            "draw_marks": lambda drawing, key: Markup(write_marks(drawing, key)),  # noqa: S704
            "draw_patterns": lambda series, key: Markup(write_patterns(series, key)),  # noqa: S704
            "show_cell": self._show_cell,
        }

    def _draw(self, drawing: Drawing, key: str, label: str) -> Markup:
        """Give a drawing as an element of the page, with links to the lists of what it counts."""
        return Markup(write_inline(drawing, key, label, self._lead_to))  # noqa: S704  written escaped

    def _show_cell(self, cell: Cell) -> str:
        """Give a cell of a chart's table: a count as a link, a number as the language writes it."""
        if isinstance(cell, Count):
            return self._count(cell)
        return self._edition.locale.number(cell) if isinstance(cell, int) else cell

    def _list_links(self) -> dict[str, Any]:
        """Give the templates what they read from, and what leads to other pages and files."""
        edition, language = self._edition, self._edition.locale.language
        # Data, documents and style stand once, beside the pages of the first language.
        up = "../" * addresses.LANGUAGE_ROOTS[language].count("/")
        return {
            "addresses": addresses,
            "edition": edition,
            "register": edition.register,
            "registry": edition.register.registry,
            "locale": edition.locale,
            "language": language,
            "link": lambda address: ROOT + address,
            "is_written": lambda address: (
                addresses.output_path(addresses.LANGUAGE_ROOTS[language] + address) in self._written
            ),
            "file_link": lambda path: f"{ROOT}{up}{path}",
            "list_link": cache(
                lambda kind, *values: ROOT + addresses.selection_address(Selection(kind, values))
            ),
            "count": self._count,
            "facts": FactFinder(edition).find,
            "narrate": Narrator(edition).tell,
        }

    def _list_names(self) -> dict[str, Any]:
        """Give the templates what things are called."""
        edition, locale = self._edition, self._edition.locale
        return {
            "_": locale.say,
            "quote_record": _quote_record if locale.language != "id" else _take_whole,
            "partner_names": _name_in_records if locale.language != "id" else _name_partners,
            "language_names": lambda codes: ", ".join(map(locale.language_name, codes)),
            "affair_name": lambda affair: affair_name(locale, affair),
            "define": lambda key: locale.say(DEFINITIONS[key]),
            "name": lambda selection: value_name(edition, selection),
            "year_name": lambda year: year_name(locale, year),
            "status_name": lambda status: locale.say(STATUS_NAMES[status]),
            "status_about": lambda agreement: locale.say(explain_status(agreement)),
            "type_names": TYPE_ABBREVIATIONS,
            "all_types": AGREEMENT_TYPES,
            "movement_kinds": MOVEMENTS,
            "movement_name": lambda kind: locale.say(MOVEMENT_NAMES[kind]),
            "soon_days": SOON.days,
            "severity_name": lambda severity: locale.pick(SEVERITY_NAMES[severity]),
            "duration": locale.duration,
        }

    def _list_filters(self) -> dict[str, Any]:
        """Give the templates the ways to show a value."""
        locale = self._edition.locale
        return {
            "date": _remember_dates(locale.date),
            "short_date": _remember_dates(partial(locale.date, short=True)),
            "day": cache(locale.day),
            "month": lambda key: locale.month(datetime.date(key[0], key[1], 1)),
            "number": locale.number,
            "money": locale.money,
            "file_size": self._file_size,
            "label": cache(lambda value, part: locale.label(part, value)),
            "quoted": _mark_record,
            "host": _host,
            "path": _path,
            "mark": lambda source_id: source_id.removeprefix("s"),
            "says_more": self._says_more,
            "beyond": lambda items, shown: len(items) - shown,
        }

    def _list_follow_up(self) -> dict[str, Any]:
        """Give what templates ask about evaluations and the mapping of needs."""
        edition, say = self._edition, self._edition.locale.say
        return {
            "period_name": cache(lambda slug: period_name(edition.locale, slug)),
            "percent": "{}%".format,
            "entry_count": self._entry_count,
            "entry_name": lambda selection: entry_name(edition, selection),
            "department_selection": lambda name: Selection("department", (name,)),
            "evaluation_name": lambda state: say(EVALUATION_NAMES[state]),
            "evaluation_about": lambda state: say(EVALUATION_STATES[state]),
        }

    def _file_size(self, size: int) -> str:
        """Give the size of a file in words, to a tenth of the unit that it is told in."""
        locale = self._edition.locale
        if size < _THOUSAND:
            return locale.say("%(number)s bytes", number=size)
        if size < _THOUSAND**2:
            return locale.say("%(number)s KB", number=locale.tenths(size, _THOUSAND))
        return locale.say("%(number)s MB", number=locale.tenths(size, _THOUSAND**2))

    def _load_template(self, name: str) -> str:
        """Give a template with every message that takes no parameter already said: once, not a page.

        ``{{ record_lang }}`` in a tag marks that what stands in it comes from a record, which is written
        in Indonesian whatever the page's language; ``quoted`` marks a text within a sentence.
        """
        locale = self._edition.locale
        say = locale.say
        source = (TEMPLATES / name).read_text(encoding="utf-8")
        is_own = locale.language == "id"
        source = source.replace("{{ record_lang }}", "" if is_own else ' lang="id"')
        source = source.replace(" | quoted", "") if is_own else source
        return _PLAIN_MESSAGE.sub(lambda found: str(escape(say(found[1]))), source)

    def _says_more(self, unknown: dict[str, str]) -> bool:
        """Whether the note on something unknown says more than the name of what is unknown."""
        label = self._edition.locale.record_label("unknown.about", unknown["about"])
        return not set(unknown["note"].casefold().split()) <= {*label.casefold().split(), *_SIGNED}

    def _count(self, count: Count, words: str = "") -> Markup:
        """Give a number as a link to the list of exactly what it counts; nothing counted has no list."""
        number = self._edition.locale.number(count.number)
        shown = f"{number} {words}".strip()
        if not count.number:
            # Where its list would be says what was looked for.
            of = addresses.selection_address(count.selection)
            return Markup(f'<span data-count="0" data-of="{escape(of)}">{escape(shown)}</span>')  # noqa: S704  escaped
        link = f'<a href="{escape(self._lead_to(count))}" data-count="{count.number}">{escape(shown)}</a>'
        return Markup(link)  # noqa: S704  escaped

    def _lead_to(self, count: Count) -> str:
        """Give the link to the list of exactly what a number counts."""
        place = count.place or addresses.selection_address(self._edition.selections.widest(count.selection))
        return ROOT + place

    def _entry_count(self, count: EntryCount) -> Markup:
        """Give a number of mapped needs as a link to the list of exactly these."""
        shown = self._edition.locale.number(count.number)
        address = addresses.entry_selection_address(count.selection)
        if not count.number:
            return Markup('<span data-entries="0" data-of="{}">{}</span>').format(address, shown)
        return Markup('<a href="{}" data-entries="{}">{}</a>').format(ROOT + address, count.number, shown)


def _render_head(page: Page) -> bytes:
    """Give what a page adds to its head."""
    if page.is_unlisted:
        return b'<meta name="robots" content="noindex">'
    if page.leads_to is None:
        return b""
    link = addresses.relative_base(page.address) + page.leads_to
    return f'<meta http-equiv="refresh" content="0; url={escape(link)}">'.encode()


def _name_partners(partners: Sequence[Partner]) -> str:
    return "; ".join([partner.name for partner in partners])


def _name_in_records(partners: Sequence[Partner]) -> Markup | str:
    """Give the names of partners as a part of a sentence in another language."""
    return _mark_record(_name_partners(partners)) if partners else ""


def _mark_record(text: str) -> Markup | str:
    """Give a record's text as a part of a sentence in another language."""
    return text and _RECORD.format(text)


def _load_parts(environment: TemplateEnvironment) -> "_Rows":
    """Give the templates the parts that many pages share; and the rows of lists, which are laid in last."""
    # A template is compiled with what stands here: first the tags, which a row is made of, then the
    # rows, of which lists are made. Each is rendered once and serves every page it stands on.
    tags: Any = environment.get_template("tags.html").module
    for name in _TAGS:
        environment.globals[name] = cache(getattr(tags, name))
    for name in _NEAR_TAGS:
        environment.globals[name] = lru_cache(maxsize=_NEAR)(getattr(tags, name))
    mark: Any = environment.globals["source_mark"]
    environment.globals["sources_of"] = lambda ids: Markup("").join(map(mark, ids))
    row: Any = environment.get_template("row.html").module
    rows = _Rows(row.row)
    environment.globals["rows_of"] = rows.mark
    environment.globals["s"] = environment.get_template("story.html").module
    explorer: Any = environment.get_template("explorer.html").module
    environment.globals["explorer"] = explorer.explorer
    environment.globals["m"] = environment.get_template("macros.html").module
    return rows


def _quote_record(text: str, part: str) -> Markup:
    """Give a text in another language that quotes a record."""
    whole = escape(text)
    return whole.replace(escape(part), _RECORD.format(part)) if part else whole


def _take_whole(text: str, _part: str) -> str:
    return text


class _Rows(dict[Agreement, bytes]):
    """The rows of lists, each made when it is first asked for: found thirty times as often as made.

    Where a page's template shows rows it leaves a mark. They take its place at the very end: each part that
    a page is made of is copied into a larger one, and rows are most of what a site weighs.
    """

    def __init__(self, render: Callable[[Agreement], str]) -> None:
        super().__init__()
        self._render, self._lists = render, list[Sequence[Agreement]]()

    def __missing__(self, agreement: Agreement) -> bytes:
        found = self[agreement] = self._render(agreement).encode()
        return found

    def mark(self, agreements: Sequence[Agreement]) -> Markup:
        """Give what stands for the rows of some agreements until the page is whole."""
        self._lists.append(agreements)
        return Markup(f"{_ROWS}{len(self._lists) - 1}{_ROWS}")  # noqa: S704  a number

    def lay_into(self, body: str) -> bytes:
        """Give a page's body with its rows, in UTF-8."""
        lists, self._lists = self._lists, []
        if not lists:
            return body.encode()
        parts = body.encode().split(_ROWS.encode())
        parts[1::2] = [b"".join(map(self.__getitem__, lists[int(number)])) for number in parts[1::2]]
        return b"".join(parts)


def _host(url: Any) -> str:  # noqa: ANN401  a template's value
    return str(url).partition("://")[2].partition("/")[0].removeprefix("www.")


def _path(url: Any) -> str:  # noqa: ANN401  a template's value
    """Give what a page without a title is known by: the end of its address, cut where it is long."""
    path = str(url).partition("://")[2].partition("/")[2].strip("/") or str(url)
    return path if len(path) <= _LONGEST_PATH else f"…{path[-_LONGEST_PATH:]}"


def _remember_dates(say: Callable[[Date], str]) -> Callable[[str | Date], str]:
    """Give a filter that says a date in words: found by its text, for a date's own hash is slow."""
    known: dict[str, str] = {}

    def say_date(date: str | Date) -> str:
        text = date if type(date) is str else date.text  # type: ignore[union-attr]
        words = known.get(text)
        if words is None:
            words = known[text] = say(date if isinstance(date, Date) else parse_date(date))
        return words

    return say_date
