"""The outline of a report: its sections in the order in which a reader needs them, as plain texts.

Nothing is escaped here: each form does so for its own place.
"""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from generator.check.finding import SEVERITY_NAMES, Finding
from generator.differences.difference import Difference, NamedFigure, PageChange, Untold
from generator.differences.figures import MAIN_KINDS, Unit
from generator.differences.records import RecordChange, RecordChangeKind, name_record
from generator.differences.reporters.setting import Setting
from generator.differences.titles import find_unit
from generator.records import RecordKind
from generator.text import Text

MOST_ITEMS = 300
"""How many entries of a kind a report for people holds; JSON holds all."""


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list, with what is to be said below it."""

    text: str
    below: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of a table under their heads; ``numbers`` are the columns that hold numbers."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report: its heading, a sentence, what it lists, and a table of more that may be folded."""

    name: Literal["looks", "records", "figures", "pages", "findings", "others"]
    title: str
    lead: str = ""
    items: tuple[Item, ...] = ()
    table: Table | None = None
    more: Table | None = None
    folded: tuple[Item, ...] = ()
    """Entries that follow, of less weight."""


_TITLE = Text("Perubahan register", "Changes to the register")
_BETWEEN = Text("Dibandingkan: {base} ({commit}) dengan {head}, keadaan per {day}.",
                "Compared: {base} ({commit}) with {head}, as of {day}.")  # fmt: skip
_COMMON = Text("titik pisah dari {name}", "where it parted from {name}")
_FOLDER = Text(
    "folder ini, termasuk yang belum disimpan di git", "this folder, with all that is not committed"
)
_SAME = Text("Tidak ada yang berubah.", "Nothing has changed.")
_LOOKS = Text("Perlu dilihat lagi", "Worth a second look")
_LOOKS_LEAD = Text("Mungkin benar, tetapi tanyakan dahulu sebelum diterima.",
                   "These may be right; ask before accepting them.")  # fmt: skip
_RECORDS = Text("Catatan yang berubah", "Records that changed")
_NO_RECORDS = Text("Tidak ada isi catatan yang berubah.", "No record's content has changed.")
_BROKEN = Text(
    "{file}: isinya tidak dapat dibaca atau tidak sah, jadi tidak dapat dibandingkan. Lihat temuan "
    "pemeriksaan.",
    "{file}: can't be read or is not valid, so it can't be compared. See the findings.",
)
_NOW_SOUND = Text("{file}: kini terbaca dan sah; isinya yang dahulu tidak, jadi tidak dapat dibandingkan.",
                  "{file}: can be read and is valid now; it was not, so it can't be compared.")  # fmt: skip
_FIGURES = Text("Pengaruh pada angka publik", "Effect on public numbers")
_NO_FIGURES = Text("Tidak ada angka publik yang berubah.", "No public number changes.")
_FIGURE_HEADS = (Text("Angka", "Number"), Text("Sebelum", "Before"), Text("Sesudah", "After"),
                 Text("Halaman", "Page"))  # fmt: skip
_UNTOLD: dict[Untold, Text] = {
    "errors-before": Text(
        "Pengaruh pada angka dan halaman tidak dapat dihitung: register yang lama memuat kesalahan, jadi "
        "tidak ada situs untuk dibandingkan.",
        "The effect on numbers and pages can't be told: the older register has errors, so there is no site "
        "to compare with.",
    ),
    "errors-after": Text(
        "Pengaruh pada angka dan halaman belum dapat dihitung: selama ada yang salah, situs tidak dapat "
        "dibangun. Betulkan dahulu temuan di bawah.",
        "The effect on numbers and pages can't be told yet: while there are errors no site can be built. "
        "Mend the findings below first.",
    ),
    "nothing-before": Text(
        "Pengaruh pada angka dan halaman tidak dihitung: yang lama belum berupa register.",
        "The effect on numbers and pages is not told: the older state is no register yet.",
    ),
    "nothing-after": Text(
        "Pengaruh pada angka dan halaman tidak dihitung: yang baru bukan register lagi.",
        "The effect on numbers and pages is not told: the newer state is no register any more.",
    ),
}
_PAGES = Text("Halaman yang muncul dan hilang", "Pages that appear and vanish")
_NEW_PAGE = Text("Muncul: {page}", "Appears: {page}")
_GONE_PAGE = Text("Hilang: {page}", "Vanishes: {page}")
_FINDINGS = Text("Temuan pemeriksaan", "Findings of the check")
_NO_FINDINGS = Text("Perubahan ini tidak membawa temuan baru.", "The change brings no new findings.")
_NEW_FINDING = Text("Baru, {severity} {rule}: {file} baris {line}: {message}",
                    "New, {severity} {rule}: {file} line {line}: {message}")  # fmt: skip
_MENDED = Text("Tidak ada lagi, {severity} {rule}: {file}: {message}",
               "Gone, {severity} {rule}: {file}: {message}")  # fmt: skip
_OTHERS = Text("Yang lain", "Others")
_OTHER_FILES = Text("Usulan ini juga mengubah {files}; periksa tersendiri.",
                    "The proposal also changes {files}; look at these apart.")  # fmt: skip
_DOCUMENTS = Text("Berkas dokumen yang berubah: {files}.", "Documents that changed: {files}.")
_AND_MORE = Text("dan {count} berkas lagi", "and {count} more files")
_MORE = Text("dan {count} lagi; lihat seluruhnya dengan --format json",
             "and {count} more; see all of them with --format json")  # fmt: skip
_MOST_FILES = 10

KINDS: dict[RecordKind, Text] = {
    "registry": Text("Keterangan register", "Statement about the register"),
    "agreement": Text("Perjanjian", "Agreement"),
    "partner": Text("Mitra", "Partner"),
    "department": Text("Perangkat daerah", "Department"),
    "affair": Text("Urusan", "Government affair"),
    "mapping-entry": Text("Entri pemetaan", "Mapped need"),
    "official-total": Text("Angka resmi", "Published figure"),
}
_WHAT: dict[RecordChangeKind, Text] = {
    "added": Text("{kind} baru: {name}", "New {kind}: {name}"),
    "changed": Text("{kind} berubah: {name}", "{kind} changed: {name}"),
    "renamed": Text("{kind} berganti pengenal: {name}", "{kind} got another id: {name}"),
    "merged": Text("{kind} digabung: {name}", "{kind} merged: {name}"),
    "removed": Text("{kind} DIHAPUS: {name}", "{kind} DELETED: {name}"),
}
_COUNTS: dict[RecordChangeKind, Text] = {
    "added": Text("{count} baru", "{count} new"),
    "changed": Text("{count} berubah", "{count} changed"),
    "renamed": Text("{count} berganti pengenal", "{count} with another id"),
    "merged": Text("{count} digabung", "{count} merged"),
    "removed": Text("{count} dihapus", "{count} deleted"),
}
_SUMMARY = Text("Catatan: {counts}.", "Records: {counts}.")
_UNITS: dict[Unit, Text] = {
    "percent": Text("{number}%", "{number}%"),
    "days": Text("{number} hari", "{number} days"),
}
_NOT_TOLD = "–"


class Outline:
    """A difference laid out for reading."""

    def __init__(self, difference: Difference, setting: Setting) -> None:
        self._difference, self._setting = difference, setting

    def _say(self, text: Text, **params: str) -> str:
        return text.render(self._setting.language, **params)

    @property
    def title(self) -> str:
        """The report's heading."""
        return self._say(_TITLE)

    @property
    def lead(self) -> tuple[str, ...]:
        """What was compared, and how much differs."""
        difference, ends = self._difference, self._difference.ends
        base = self._say(_COMMON, name=ends.base) if ends.is_parted else ends.base
        head = ends.head or self._say(_FOLDER)
        day = self._setting.locale.day(datetime.date.fromisoformat(difference.as_of))
        told = self._say(_BETWEEN, base=base, commit=ends.base_commit[:7], head=head, day=day)
        if difference.is_empty:
            return told, self._say(_SAME)
        counts = Counter(change.what for change in difference.records)
        parts = [
            self._say(text, count=self._number(counts[what]))
            for what, text in _COUNTS.items()
            if counts[what]
        ]
        return (told, self._say(_SUMMARY, counts=", ".join(parts))) if parts else (told,)

    @property
    def sections(self) -> list[Section]:
        """The sections, without those that have nothing to say."""
        if self._difference.is_empty:
            return []
        sections = (
            self._looks(),
            self._records(),
            self._figures(),
            self._pages(),
            self._findings(),
            self._others(),
        )
        return [section for section in sections if section]

    def _number(self, number: int) -> str:
        return self._setting.locale.number(number)

    def _cut(self, items: Sequence[Item]) -> tuple[Item, ...]:
        if len(items) <= MOST_ITEMS:
            return tuple(items)
        return *items[:MOST_ITEMS], Item(self._say(_MORE, count=self._number(len(items) - MOST_ITEMS)))

    def _looks(self) -> Section | None:
        items = [
            Item(f"{look.id}: {look.text.render(self._setting.language)}")
            for look in self._difference.second_looks
        ]
        lead = self._say(_LOOKS_LEAD)
        return Section("looks", self._say(_LOOKS), lead, self._cut(items)) if items else None

    def _records(self) -> Section:
        items = [self._record(change) for change in self._difference.records]
        items += [Item(self._say(_BROKEN, file=file)) for file in self._difference.broken]
        items += [Item(self._say(_NOW_SOUND, file=file)) for file in self._difference.mended]
        lead = "" if items else self._say(_NO_RECORDS)
        return Section("records", self._say(_RECORDS), lead, self._cut(items))

    def _record(self, change: RecordChange) -> Item:
        kind = self._say(KINDS[change.kind])
        if self._setting.language == "en" and change.what == "added":
            kind = kind[0].lower() + kind[1:]
        record = change.old if change.what == "merged" and change.old else change.record
        # The name as it was known: a new one is told in the sentences.
        known = change.old or record
        text = self._say(_WHAT[change.what], kind=kind, name=f"{name_record(known)} ({record.file})")
        return Item(
            text, tuple(sentence.text.render(self._setting.language) for sentence in change.sentences)
        )

    def _figures(self) -> Section:
        title, untold = self._say(_FIGURES), self._difference.untold
        if untold:
            return Section("figures", title, self._say(_UNTOLD[untold]))
        figures = self._difference.figures
        if not figures:
            return Section("figures", title, self._say(_NO_FIGURES))
        heads = tuple(self._say(head) for head in _FIGURE_HEADS)
        main = [figure for figure in figures if figure.change.key.kind in MAIN_KINDS]
        rest = [figure for figure in figures if figure.change.key.kind not in MAIN_KINDS]
        return Section("figures", title, table=self._table(heads, main), more=self._table(heads, rest))

    def _table(self, heads: tuple[str, ...], figures: Sequence[NamedFigure]) -> Table | None:
        if not figures:
            return None
        rows = [self._row(figure) for figure in figures[:MOST_ITEMS]]
        if len(figures) > MOST_ITEMS:
            left = self._say(_MORE, count=self._number(len(figures) - MOST_ITEMS))
            rows.append((left, *("" for _ in heads[1:])))
        return Table(heads, tuple(rows), numbers=(1, 2))

    def _row(self, figure: NamedFigure) -> tuple[str, ...]:
        change = figure.change
        unit = _UNITS.get(find_unit(change.key))
        told = []
        for number in (change.old, change.new):
            words = _NOT_TOLD if number is None else self._number(number)
            told.append(self._say(unit, number=words) if unit and number is not None else words)
        address = _NOT_TOLD if change.address is None else f"/{change.address}"
        return figure.name.render(self._setting.language), *told, address

    def _pages(self) -> Section | None:
        pages = self._difference.new_pages, self._difference.gone_pages
        named, lists = (
            [
                Item(self._say(text, page=_name_page(page)))
                for text, listed in zip((_NEW_PAGE, _GONE_PAGE), pages, strict=True)
                for page in listed
                if bool(page.name) is is_named
            ]
            for is_named in (True, False)
        )
        if not (named or lists):
            return None
        return Section("pages", self._say(_PAGES), items=self._cut(named), folded=self._cut(lists))

    def _findings(self) -> Section:
        new, mended = self._difference.new_findings, self._difference.mended_findings
        items = [self._finding(_NEW_FINDING, finding) for finding in new]
        items += [self._finding(_MENDED, finding) for finding in mended]
        lead = "" if new else self._say(_NO_FINDINGS)
        return Section("findings", self._say(_FINDINGS), lead, self._cut(items))

    def _finding(self, text: Text, finding: Finding) -> Item:
        words = {
            "severity": self._say(SEVERITY_NAMES[finding.severity]),
            "rule": finding.rule,
            "file": finding.file,
            "line": str(finding.line),
            "message": finding.message,
        }
        return Item(
            self._say(text, **words), (finding.help,) if text is _NEW_FINDING and finding.help else ()
        )

    def _others(self) -> Section | None:
        difference = self._difference
        items = [
            Item(self._say(text, files=self._name_files(files)))
            for text, files in ((_DOCUMENTS, difference.documents), (_OTHER_FILES, difference.other_files))
            if files
        ]
        return Section("others", self._say(_OTHERS), items=tuple(items)) if items else None

    def _name_files(self, files: Sequence[str]) -> str:
        names = list(files[:_MOST_FILES])
        if len(files) > _MOST_FILES:
            names.append(self._say(_AND_MORE, count=self._number(len(files) - _MOST_FILES)))
        return ", ".join(names)


def _name_page(page: PageChange) -> str:
    return f"/{page.address} ({page.name})" if page.name else f"/{page.address}"
