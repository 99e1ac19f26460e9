"""The site's numbers counted again: plain SQL over the CSV files, by the address of the list of each.

Nothing of the program is used here. What an address asks for is read from its words, as the site's own
definitions explain them; the tables are loaded as they come, every cell a text, an empty one null.
"""

import csv
import re
import sqlite3
from pathlib import Path
from typing import NamedTuple

_TABLES = (
    "agreements", "parties", "partners", "agreement_departments", "agreement_affairs", "affairs", "relations",
    "attachments", "evaluations", "missed_evaluations", "mapping", "mapping_realised",
    "mapping_plan_references", "department_successors",
)  # fmt: skip
_VIEWS = """
CREATE TABLE counted AS
  SELECT *, coalesce(signed_year, 'tidak-diketahui') AS year_name,
         status IN ('in-force', 'ending-soon') AS is_current,
         signing_planned IS NOT NULL AND signed IS NULL AND known_by IS NULL AS is_planned,
         CASE WHEN start IS NULL THEN signed ELSE start END AS begin,
         CASE WHEN start IS NULL THEN signed_earliest ELSE start_earliest END AS begin_earliest,
         CASE WHEN start IS NULL THEN signed_latest ELSE start_latest END AS begin_latest
  FROM agreements WHERE withdrawn = 'false';
CREATE TABLE of_partner AS
  SELECT DISTINCT agreement, partner AS value FROM parties
  WHERE partner IS NOT NULL AND is_own_government = 'false';
CREATE TABLE of_category AS
  SELECT DISTINCT agreement, category AS value FROM parties WHERE is_own_government = 'false';
CREATE TABLE of_region AS
  WITH known AS (
    SELECT o.agreement, CASE WHEN coalesce(p.country, 'ID') <> 'ID' THEN lower(p.country)
                             ELSE substr(p.region_code, 1, 2) END AS value
    FROM of_partner AS o JOIN partners AS p ON p.id = o.value)
  SELECT DISTINCT agreement, value FROM known WHERE value IS NOT NULL
  UNION SELECT id, '_belum-diketahui' FROM agreements
  WHERE id NOT IN (SELECT agreement FROM known WHERE value IS NOT NULL);
CREATE TABLE of_department AS
  SELECT DISTINCT agreement, department AS value FROM agreement_departments
  UNION SELECT id, '_belum-diketahui' FROM agreements
  WHERE id NOT IN (SELECT agreement FROM agreement_departments);
CREATE TABLE of_line AS
  WITH RECURSIVE line (head, member) AS (
    SELECT successor, department FROM department_successors
    UNION SELECT successor, successor FROM department_successors
    UNION SELECT l.head, s.department FROM line AS l, department_successors AS s WHERE s.successor = l.member)
  SELECT DISTINCT d.agreement, l.head AS value
  FROM line AS l JOIN agreement_departments AS d ON d.department = l.member;
CREATE TABLE of_affair AS
  SELECT DISTINCT agreement, affair AS value FROM agreement_affairs
  UNION SELECT id, '_belum-diketahui' FROM agreements
  WHERE id NOT IN (SELECT agreement FROM agreement_affairs);
CREATE TABLE of_group AS
  SELECT DISTINCT o.agreement, f."group" AS value
  FROM agreement_affairs AS o JOIN affairs AS f ON f.id = o.affair;
CREATE TABLE of_unit AS
  SELECT DISTINCT agreement, partner, unit_id AS value FROM parties WHERE unit_id IS NOT NULL;
CREATE TABLE of_period AS
  SELECT *, year || '-' || semester AS period FROM evaluations;
CREATE TABLE of_missed AS
  SELECT agreement, year || '-' || semester AS period FROM missed_evaluations;
CREATE TABLE realised AS
  SELECT DISTINCT m.* FROM mapping AS m JOIN mapping_realised AS r ON r.entry = m.id
  JOIN counted AS c ON c.id = r.agreement WHERE m.status = 'terwujud';
"""
# What an address calls a state, and what the API calls it.
_STATES = {
    ("berlaku", "current"): "c.status IN ('in-force', 'ending-soon')",
    ("belum-berlaku", "upcoming"): "c.status = 'upcoming'",
    ("tidak-diketahui", "open"): "c.status = 'unknown'",
    ("berakhir", "over"): "c.status IN ('ended', 'terminated', 'superseded')",
}
_STATUSES = {
    ("berlaku", "in-force"): "c.status = 'in-force'",
    ("segera-berakhir", "ending-soon"): "c.status = 'ending-soon'",
    ("belum-berlaku", "upcoming"): "c.status = 'upcoming'",
    ("berakhir", "ended"): "c.status = 'ended'",
    ("diakhiri", "terminated"): "c.status = 'terminated'",
    ("digantikan", "superseded"): "c.status = 'superseded'",
    ("tidak-diketahui", "unknown"): "c.status = 'unknown'",
    ("ditarik", "withdrawn"): "c.status = 'withdrawn'",
}
_EVALUATED = {
    ("sudah", "done"): "c.evaluation_state = 'done'",
    ("terlambat", "overdue"): "c.evaluation_state = 'overdue'",
    ("belum-waktunya", "not-due"): "c.evaluation_state = 'not-due'",
    ("tidak-dapat-ditentukan", "no-term"): "c.evaluation_state = 'no-term'",
}
_RECORDED = {
    ("dokumen", "document"):
        "c.id IN (SELECT agreement FROM attachments WHERE url IS NOT NULL OR file IS NOT NULL)",
    ("nomor", "number"): "c.id IN (SELECT agreement FROM parties WHERE number IS NOT NULL)",
    ("tanggal-berakhir", "end"): 'c."end" IS NOT NULL',
    ("tanggal-penandatanganan", "signing"): "c.signed IS NOT NULL",
}  # fmt: skip
_WORDS = {
    group: {word: condition for words, condition in conditions.items() for word in words}
    for group, conditions in (
        ("state", _STATES), ("status", _STATUSES), ("evaluated", _EVALUATED), ("recorded", _RECORDED)
    )
}  # fmt: skip
_IN_FORCE_AT_END = """
  substr(c.begin_earliest, 1, 4) = substr(c.begin_latest, 1, 4) AND substr(c.begin_earliest, 1, 4) <= :a
  AND c.last_day_earliest >= :a || '-12-31' AND :a < substr(c.as_of, 1, 4)"""
_EXTENDED = """
  EXISTS (SELECT 1 FROM relations AS r JOIN counted AS n ON n.id = r.agreement
          WHERE r.other_agreement = c.id AND r.type = 'extends' AND NOT n.is_planned AND n.year_name = :a)"""
_LENGTH = """
  c.begin_earliest = c.begin_latest AND c.begin NOT GLOB '*[?~]' AND c.end_earliest = c.end_latest
  AND c."end" NOT GLOB '*[?~]' AND c.end_earliest >= c.begin_earliest AND NOT c.is_planned"""
_MAPPED_YEAR = "c.signed_year = :a AND :a IN (SELECT year FROM mapping)"
_REALISING = "c.id IN (SELECT agreement FROM mapping_realised)"


def _of(table: str, name: str, more: str = "") -> str:
    """Say that an agreement is of something with a value."""
    return f"c.id IN (SELECT agreement FROM {table} WHERE value = :{name}{more})"  # noqa: S608  own words


def _in(table: str, name: str, more: str = "") -> str:
    """Say that an agreement was, or should have been, evaluated for a half-year."""
    return f"c.id IN (SELECT agreement FROM {table} WHERE period = :{name}{more})"  # noqa: S608  own words


_DEPARTMENT, _AFFAIR = _of("of_department", "a"), _of("of_affair", "a")
_SECOND = {name: _of(f"of_{name}", "b") for name in ("department", "affair", "category", "region")}
_ID = "[a-z0-9_-]+"
_YEAR = "[0-9]{4}|tidak-diketahui"
_PERIOD = "[0-9]{4}-[12]"
_TYPE = "ksdd|ksdpk|ksdpl|ksdll|sinergi"

# Each kind of list: what the API calls it with its values in order, its address, and what is asked of an
# agreement ``c``; the longer addresses first.
_LISTS: tuple[tuple[str, str, str], ...] = (
    ("all|", "kerja-sama/", "1"),
    ("type|a", f"kerja-sama/jenis/(?P<a>{_TYPE})/", "c.type = :a"),
    ("type-year|a b", f"kerja-sama/jenis/(?P<a>{_TYPE})/(?P<b>{_YEAR})/", "c.type = :a AND c.year_name = :b"),
    ("type-department|a b", f"kerja-sama/jenis/(?P<a>{_TYPE})/perangkat-daerah/(?P<b>{_ID})/",
     f"c.type = :a AND {_SECOND['department']}"),
    ("type-affair|a b", f"kerja-sama/jenis/(?P<a>{_TYPE})/urusan/(?P<b>{_ID})/",
     f"c.type = :a AND {_SECOND['affair']}"),
    ("type-category|a b", f"kerja-sama/jenis/(?P<a>{_TYPE})/kategori-mitra/(?P<b>{_ID})/",
     f"c.type = :a AND {_SECOND['category']}"),
    ("type-region|a b", f"kerja-sama/jenis/(?P<a>{_TYPE})/wilayah/(?P<b>{_ID})/",
     f"c.type = :a AND {_SECOND['region']}"),
    ("year|a", f"kerja-sama/tahun/(?P<a>{_YEAR})/", "c.year_name = :a"),
    ("status|status", "kerja-sama/status/(?P<status>[a-z-]+)/", "1"),
    ("recorded|recorded yes", "statistik/kelengkapan/(?P<recorded>[a-z-]+)/(?P<yes>tercatat|tidak-tercatat)/",
     "1"),
    ("document|a", f"kerja-sama/naskah/(?P<a>{_ID})/", "c.document_kind = :a"),
    ("partner-category|a", f"mitra/kategori/(?P<a>{_ID})/", _of("of_category", "a")),
    ("region|a", f"mitra/wilayah/(?P<a>{_ID})/", _of("of_region", "a")),
    ("region|a", f"mitra/negara/(?P<a>{_ID})/", _of("of_region", "a")),
    ("partner-unit|a b", f"mitra/(?P<a>{_ID})/(?:satuan/|#satuan-)(?P<b>{_ID}?)/?",
     _of("of_unit", "b", " AND partner = :a")),
    ("partner-state|a state", f"mitra/(?P<a>{_ID})/(?:status/|#status-)(?P<state>{_ID}?)/?",
     _of("of_partner", "a")),
    ("partner-evaluated|a evaluated", f"mitra/(?P<a>{_ID})/(?:evaluasi/|#evaluasi-)(?P<evaluated>{_ID}?)/?",
     _of("of_partner", "a")),
    ("partner|a", f"mitra/(?P<a>{_ID})/", _of("of_partner", "a")),
    ("department-state|a state", f"perangkat-daerah/(?P<a>{_ID})/(?:status/|#status-)(?P<state>{_ID}?)/?",
     _DEPARTMENT),
    ("department-year|a b", f"perangkat-daerah/(?P<a>{_ID})/tahun/(?P<b>{_YEAR})/",
     f"{_DEPARTMENT} AND c.year_name = :b"),
    ("department-line|a", f"perangkat-daerah/(?P<a>{_ID})/bersama-pendahulu/", _of("of_line", "a")),
    ("status-department|status a",
     f"perangkat-daerah/(?P<a>{_ID})/(?P<status>segera-berakhir|tidak-diketahui)/",
     _DEPARTMENT),
    ("department|a", f"perangkat-daerah/(?P<a>{_ID})/", _DEPARTMENT),
    ("affair-group|a", f"urusan/kelompok/(?P<a>{_ID})/", _of("of_group", "a")),
    ("affair-state|a state", f"urusan/(?P<a>{_ID})/(?:status/|#status-)(?P<state>{_ID}?)/?", _AFFAIR),
    ("affair-year|a b", f"urusan/(?P<a>{_ID})/tahun/(?P<b>{_YEAR})/", f"{_AFFAIR} AND c.year_name = :b"),
    ("affair|a", f"urusan/(?P<a>{_ID})/", _AFFAIR),
    ("ended-in|a", "statistik/(?P<a>[0-9]{4})/berakhir/", "c.last_year = :a AND c.last_day_latest < c.as_of"),
    ("in-force-at-end-of|a", "statistik/(?P<a>[0-9]{4})/berlaku/", _IN_FORCE_AT_END),
    ("signed-by|a", "statistik/(?P<a>[0-9]{4})/kumulatif/", "c.signed_year <= :a"),
    ("extended-in|a", f"statistik/(?P<a>{_YEAR})/diperpanjang/", _EXTENDED),
    ("year-category|a b", f"statistik/(?P<a>{_YEAR})/kategori-mitra/(?P<b>{_ID})/",
     f"c.year_name = :a AND {_SECOND['category']}"),
    ("in-force|", "statistik/berlaku/", "c.is_current"),
    ("in-force-evaluated|", "statistik/berlaku/sudah-dievaluasi/",
     "c.is_current AND c.evaluation_state = 'done'"),
    ("length-known|", "statistik/lama-berlaku/", _LENGTH),
    ("publication-known|", "statistik/lama-sampai-tayang/", "c.published IS NOT NULL"),
    ("evaluated|evaluated", "evaluasi/status/(?P<evaluated>[a-z-]+)/", "1"),
    ("unevaluated|", "evaluasi/belum/", "c.is_current AND c.evaluation_state <> 'done'"),
    ("current-type|a", f"evaluasi/jenis/(?P<a>{_TYPE})/berlaku/", "c.is_current AND c.type = :a"),
    ("due-type|evaluated a", f"evaluasi/jenis/(?P<a>{_TYPE})/(?P<evaluated>[a-z-]+)/",
     "c.is_current AND c.type = :a"),
    ("current-department|a", f"evaluasi/perangkat-daerah/(?P<a>{_ID})/berlaku/",
     f"c.is_current AND {_DEPARTMENT}"),
    ("unevaluated-department|a", f"evaluasi/perangkat-daerah/(?P<a>{_ID})/belum/",
     f"c.is_current AND c.evaluation_state <> 'done' AND {_DEPARTMENT}"),
    ("due-department|evaluated a", f"evaluasi/perangkat-daerah/(?P<a>{_ID})/(?P<evaluated>[a-z-]+)/",
     f"c.is_current AND {_DEPARTMENT}"),
    ("evaluated-in|a", f"evaluasi/(?P<a>{_PERIOD})/perjanjian/", _in("of_period", "a")),
    ("evaluated-in-type|a b", f"evaluasi/(?P<a>{_PERIOD})/jenis/(?P<b>{_TYPE})/",
     f"{_in('of_period', 'a')} AND c.type = :b"),
    ("evaluated-in-department|a b", f"evaluasi/(?P<a>{_PERIOD})/perangkat-daerah/(?P<b>{_ID})/",
     f"{_in('of_period', 'a')} AND {_SECOND['department']}"),
    ("execution-in|a b", f"evaluasi/(?P<a>{_PERIOD})/pelaksanaan/(?P<b>{_ID})/",
     _in("of_period", "a", " AND state = :b")),
    ("recommended-in|a b", f"evaluasi/(?P<a>{_PERIOD})/rekomendasi/(?P<b>{_ID})/",
     _in("of_period", "a", " AND recommendation = :b")),
    ("missed-in|a", f"evaluasi/(?P<a>{_PERIOD})/belum/", _in("of_missed", "a")),
    ("missed-in-type|a b", f"evaluasi/(?P<a>{_PERIOD})/belum/(?P<b>{_TYPE})/",
     f"{_in('of_missed', 'a')} AND c.type = :b"),
    ("mapped|a", "pemetaan/(?P<a>[0-9]{4})/perjanjian-terpetakan/", f"{_MAPPED_YEAR} AND {_REALISING}"),
    ("unmapped|a", "pemetaan/(?P<a>[0-9]{4})/perjanjian-tanpa-pemetaan/",
     f"{_MAPPED_YEAR} AND NOT {_REALISING}"),
)  # fmt: skip
_PLAN = "SELECT document FROM mapping_plan_references AS p WHERE p.entry = m.id"
# The same for lists of mapped needs, of which one is ``m``.
_ENTRY_LISTS: tuple[tuple[str, str, str], ...] = (
    ("department|a", "pemetaan/perangkat-daerah/(?P<a>[a-z0-9-]+)/", "m.department = :a"),
    ("department-realised|a", "pemetaan/perangkat-daerah/(?P<a>[a-z0-9-]+)/terwujud/",
     "m.department = :a AND m.id IN (SELECT id FROM realised)"),
    ("year|a", "pemetaan/(?P<a>[0-9]{4})/", "m.year = :a"),
    ("year-realised|a", "pemetaan/(?P<a>[0-9]{4})/terwujud/",
     "m.year = :a AND m.id IN (SELECT id FROM realised)"),
    ("year-unproven|a", "pemetaan/(?P<a>[0-9]{4})/tanpa-perjanjian/",
     "m.year = :a AND m.status = 'terwujud' AND m.id NOT IN (SELECT id FROM realised)"),
    ("year-status|a b", f"pemetaan/(?P<a>[0-9]{{4}})/status/(?P<b>{_ID})/", "m.year = :a AND m.status = :b"),
    ("year-basis|a b", f"pemetaan/(?P<a>[0-9]{{4}})/dasar/(?P<b>{_ID})/",
     "m.year = :a AND coalesce(m.basis, '_tidak-disebut') = :b"),
    ("year-proposer|a b", f"pemetaan/(?P<a>[0-9]{{4}})/pengusul/(?P<b>{_ID})/",
     "m.year = :a AND coalesce(m.proposer, '_tidak-disebut') = :b"),
    ("year-type|a b", f"pemetaan/(?P<a>[0-9]{{4}})/jenis/(?P<b>{_ID})/",
     "m.year = :a AND m.proposed_type = :b"),
    ("year-plan|a b", f"pemetaan/(?P<a>[0-9]{{4}})/rencana/(?P<b>{_ID})/",
     f"m.year = :a AND CASE :b WHEN '_tidak-disebut' THEN NOT EXISTS ({_PLAN}) ELSE :b IN ({_PLAN}) END"),
)  # fmt: skip


_QUERIES = {
    "agreements": "SELECT count(*) FROM counted AS c",
    # The one list that shows them is of their status.
    "withdrawn": "SELECT count(*) FROM agreements AS c",
    "entries": "SELECT count(*) FROM mapping AS m",
}


class _List(NamedTuple):
    """A kind of list: its name, the names of its values in their order, its addresses, what it asks."""

    kind: str
    names: tuple[str, ...]
    pattern: re.Pattern[str]
    condition: str


def _read_lists(lists: tuple[tuple[str, str, str], ...]) -> list[_List]:
    return [
        _List(call.partition("|")[0], tuple(call.partition("|")[2].split()), re.compile(pattern), condition)
        for call, pattern, condition in lists
    ]


class Recount:
    """The tables of one built site, ready to be counted."""

    def __init__(self, data: Path) -> None:
        self._connection = sqlite3.connect(":memory:")
        for name in _TABLES:
            with (data / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
                head, *rows = csv.reader(file)
            columns = ", ".join(f'"{column}" TEXT' for column in head)
            self._connection.execute(f'CREATE TABLE "{name}" ({columns})')
            marks = ", ".join("?" * len(head))
            filled = [[cell or None for cell in row] for row in rows]
            self._connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', filled)  # noqa: S608
        self._connection.executescript(_VIEWS)
        self._lists = {"agreements": _read_lists(_LISTS), "entries": _read_lists(_ENTRY_LISTS)}
        self._known: dict[tuple[str, ...], int | None] = {}

    def count(self, what: str, address: str) -> int | None:
        """Give how many ``agreements``, or mapped needs (``entries``), the list at an address should show.

        None for an address of no such list.
        """
        key = what, address
        if key not in self._known:
            self._known[key] = None
            for one in self._lists[what]:
                if found := one.pattern.fullmatch(address):
                    given = {name: value for name, value in found.groupdict().items() if value is not None}
                    self._known[key] = self._ask(what, one, given)
                    break
        return self._known[key]

    def count_selection(self, what: str, kind: str, values: list[str]) -> int | None:
        """Give how many a selection of the API should hold; None for one of no known kind."""
        key = what, kind, *values
        if key not in self._known:
            one = next((one for one in self._lists[what] if one.kind == kind), None)
            given = dict(zip(one.names, values, strict=True)) if one else {}
            self._known[key] = self._ask(what, one, given) if one else None
        return self._known[key]

    def count_things(self, address: str) -> int:
        """Give how many partners, departments or affairs agreements name, by the address of their index."""
        table = {"mitra/": "of_partner", "perangkat-daerah/": "of_department", "urusan/": "of_affair"}[
            address
        ]
        query = f"SELECT count(DISTINCT value) FROM {table} WHERE agreement IN (SELECT id FROM counted)"  # noqa: S608
        (number,) = self._connection.execute(f"{query} AND value <> '_belum-diketahui'").fetchone()
        return int(number)

    def _ask(self, what: str, one: _List, given: dict[str, str]) -> int:
        conditions = [one.condition]
        not_there = given.pop("yes", "") in ("no", "tidak-tercatat")
        for group, words in _WORDS.items():
            if group in given:
                conditions.append(f"{'NOT ' * not_there}({words[given.pop(group)]})")
        query = _QUERIES["withdrawn" if one.kind == "status" else what]
        (number,) = self._connection.execute(f"{query} WHERE {' AND '.join(conditions)}", given).fetchone()
        return int(number)
