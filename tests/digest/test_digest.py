"""The digest in its four forms: every item in each, harmless wherever it is read."""

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from payloads import ONE_LINE
from registers import SCHEMAS, agreement_record, register_of

from generator.agenda import list_agenda
from generator.digest.digest import Digest
from generator.digest.document import render_json
from generator.digest.html import MOST_BYTES, render_html
from generator.digest.markdown import render_markdown
from generator.digest.plain import render_plain
from generator.locale import Locale
from generator.records import Record
from generator.text import Language

FORMS: tuple[Callable[[Digest], str], ...] = (render_plain, render_json, render_html, render_markdown)
_SIGNED: dict[str, Any] = {"signing": {"date": "2024-01-01"}, "term": {"end": "2025-08-01"}}


def _digest(*records: Record, language: Language = "id", **registry: Any) -> Digest:
    register = register_of(*records)
    register.registry.update(registry)
    return Digest(register, Locale(language, SCHEMAS), list_agenda(register), 90)


@pytest.mark.parametrize("render", FORMS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_item_is_told(render: Callable[[Digest], str], language: Language) -> None:
    records = [agreement_record(f"uji-{number}", "ksdpk", **_SIGNED) for number in range(5)]
    digest = _digest(*records, language=language)
    text = render(digest)
    assert len(digest.items) == 10
    for item in digest.items:
        assert item.agreement.id in text
    assert text == render(digest)


@pytest.mark.parametrize("render", FORMS)
def test_an_empty_agenda_says_so(render: Callable[[Digest], str]) -> None:
    text = render(_digest())
    assert "Tidak ada yang akan berakhir" in text or json.loads(text)["items"] == []


def test_json_is_what_the_documentation_promises() -> None:
    roles = [{"department": "bagian-kerja-sama"}, {"department": "dinas-kesehatan", "lead": True}]
    found = json.loads(render_json(_digest(agreement_record("uji", departments=roles, **_SIGNED))))
    assert list(found) == ["register", "standing", "as_of", "within", "until", "counts", "items"]
    assert found["counts"]["ending"] == {"overdue": 0, "ahead": 1}
    ending = found["items"][-1]
    assert list(ending) == [
        "key", "duty", "date", "days_left", "overdue", "period", "basis", "agreement", "extended_by", "type",
        "title", "file", "url", "departments", "what", "days", "action",
    ]  # fmt: skip
    assert ending["key"] == "uji:ending:2025-08-01"
    assert [one["id"] for one in ending["departments"]] == ["dinas-kesehatan", "bagian-kerja-sama"]
    assert [one["lead"] for one in ending["departments"]] == [True, False]


@pytest.mark.parametrize(
    ("level", "addressee", "copies"),
    [
        ("kota", "kepada gubernur", "kepada gubernur dan DPRD"),
        ("kabupaten", "kepada gubernur", "kepada gubernur dan DPRD"),
        ("provinsi", "kepada Menteri Dalam Negeri", "kepada DPRD"),
    ],
)
def test_each_level_is_told_to_whom_it_reports(level: str, addressee: str, copies: str) -> None:
    record = agreement_record(
        "uji",
        "ksdpl",
        document={"kind": "memorandum-of-understanding"},
        signing={"date": "2024-01-01"},
        term={"end": "2026-03-01"},
    )
    register = register_of(record)
    register.registry["level"] = level
    digest = Digest(register, Locale("id", SCHEMAS), list_agenda(register, 366), 366)
    items = json.loads(render_json(digest))["items"]
    actions = {item["duty"]: item["action"] for item in items if not item["overdue"]}
    assert f"dilaporkan {addressee} setiap tahun" in actions["report"]
    assert actions["extension-notice"].endswith(f"dengan tembusan {copies}.")


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def _read(text: str) -> _Tags:
    tags = _Tags()
    tags.feed(text)
    return tags


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_message_asks_for_nothing_and_carries_its_styles(language: Language) -> None:
    site = "https://contoh.example/x/"
    digest = _digest(agreement_record("uji", **_SIGNED), language=language, site_url=site)
    tags = _read(render_html(digest)).tags
    assert {tag for tag, _ in tags} <= {
        "html", "head", "meta", "title", "body", "h1", "h2", "p", "ul", "li", "table", "thead", "tbody", "tr",
        "th", "td", "br", "strong", "span", "a",
    }  # fmt: skip
    assert all(set(attrs) <= {"style", "lang", "charset", "name", "content", "href", "scope"}
               for _, attrs in tags)  # fmt: skip
    links = [attrs["href"] or "" for tag, attrs in tags if tag == "a"]
    assert f"{site}kerja-sama/uji/" in links
    assert all(link.startswith(site) for link in links)
    assert all(attrs.get("style") for tag, attrs in tags if tag in ("table", "th", "td"))


def test_the_message_leads_to_the_english_site_where_there_is_one() -> None:
    record = agreement_record("uji", **_SIGNED)
    both = _digest(record, language="en", site_url="https://contoh.example", other_languages=["en"])
    assert "https://contoh.example/en/kerja-sama/uji/" in render_html(both)
    assert "https://contoh.example/en/kalender/" in render_html(both)


def test_a_long_message_is_cut_and_says_how_much_is_missing() -> None:
    records = [agreement_record(f"uji-{number:03}", title="M" * 300, **_SIGNED) for number in range(400)]
    digest = _digest(*records)
    text = render_html(digest)
    assert len(text.encode()) < MOST_BYTES
    shown = sum(tag == "tr" for tag, _ in _read(text).tags) - text.count("<thead>")
    left = re.search(r"<strong>([0-9.]+) lagi tidak muat", text)
    assert left
    assert shown + int(left[1].replace(".", "")) == len(digest.items)


@pytest.mark.parametrize("hostile", ONE_LINE)
def test_hostile_titles_do_no_harm(hostile: str) -> None:
    digest = _digest(agreement_record("uji", title=hostile, **_SIGNED))
    html = _read(render_html(digest))
    assert hostile in html.text
    assert not {tag for tag, _ in html.tags} & {"script", "img", "svg", "x:script"}
    plain = render_plain(digest)
    # A joiner within a picture is the one unseen sign that a terminal may have.
    assert all(char.isprintable() or char in "\n\u200d" for char in plain)
    rows = [line for line in render_markdown(digest).split("\n") if line.startswith("| 1 Ag")]
    assert len(rows) == 1
    assert "<script" not in rows[0]
    assert json.loads(render_json(digest))["items"][-1]["title"] == hostile
