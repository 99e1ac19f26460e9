"""Which record a written name means: partners, departments, affairs and agreements by name, alias or id."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from generator.check.rules.parties import normalise_name
from generator.entry.blanks import fold, tidy
from generator.entry.ids import TakenIds
from generator.records import Record, RecordKind

# What is written short in lists, and in full in the records.
_SHORT_FORMS = {
    "pemkot": "pemerintah kota", "pemkab": "pemerintah kabupaten", "pemprov": "pemerintah provinsi",
    "pemprop": "pemerintah provinsi", "pemda": "pemerintah daerah", "pem": "pemerintah",
    "kab": "kabupaten", "prov": "provinsi", "prop": "provinsi", "propinsi": "provinsi",
    "univ": "universitas", "rs": "rumah sakit", "kemen": "kementerian", "kec": "kecamatan",
    "bag": "bagian", "setda": "sekretariat daerah", "perum": "perusahaan umum",
}  # fmt: skip
_MOST_SUGGESTIONS = 3
_LEAST_ALIKE = 0.45
_SMALL_WORDS = frozenset(("dan", "di", "dengan", "the", "of", "and", "pada", "untuk"))
# What kind of body it is: of two that are alike in nothing else, one is no slip of the other.
_KIND_WORDS = _SMALL_WORDS | frozenset(
    """
    pemerintah kota kabupaten provinsi daerah universitas institut sekolah tinggi politeknik akademi yayasan
    rumah sakit umum dinas badan kantor bagian kementerian lembaga bank koperasi perusahaan organisasi
    perkumpulan asosiasi pusat balai kecamatan kelurahan desa sma smk negeri swasta indonesia
    """.split()
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that may be meant: its id and the name to show."""

    id: str
    name: str
    likeness: float = 1.0


@dataclass(frozen=True, slots=True)
class Found:
    """What a name may mean: the one record, or those that are near it, best first.

    ``is_shared`` says that several records bear just this name.
    """

    id: str | None
    near: tuple[Candidate, ...] = ()
    is_shared: bool = False


class NameIndex:
    """The names of the records of one kind."""

    def __init__(self, entries: Iterable[tuple[str, Iterable[str], Iterable[str]]]) -> None:
        """Take each record's id, its names (the one to show first) and its former ids."""
        self._names: dict[str, str] = {}
        self._ids: dict[str, str] = {}
        self._exact: dict[str, set[str]] = defaultdict(set)
        self._keys: dict[str, set[str]] = defaultdict(set)
        self._grams: list[tuple[frozenset[str], str, str]] | None = None
        self.find = lru_cache(maxsize=8192)(self._find)
        for record_id, names, formers in entries:
            self._add(record_id, names, formers)

    def add(self, record_id: str, names: Iterable[str]) -> None:
        """Add a record that bears an id and names."""
        self._add(record_id, names, ())
        self._grams = None
        self.find.cache_clear()

    def _add(self, record_id: str, names: Iterable[str], formers: Iterable[str]) -> None:
        texts = [tidy(name) for name in names]
        self._names[record_id] = texts[0] if texts else record_id
        for former in formers:
            self._ids.setdefault(former, record_id)
        self._ids[record_id] = record_id
        for text in texts:
            self._exact[fold(text)].add(record_id)
            self._keys[_make_key(text)].add(record_id)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in order of their names."""
        return tuple(sorted(self._names, key=lambda one: (self._names[one].casefold(), one)))

    def has(self, record_id: str) -> bool:
        """Whether a record of this id is among them."""
        return record_id in self._names

    def name(self, record_id: str) -> str:
        """Give the name to show for an id; the id itself where none is known."""
        return self._names.get(record_id, record_id)

    def spell(self, record_id: str) -> str:
        """Give the words that ``find`` reads back as just this record: its name, else its id."""
        name = self.name(record_id)
        return name if self.find(name).id == record_id and "\n" not in name else record_id

    def knows(self, text: str) -> bool:
        """Whether a text means one record."""
        return self.find(text).id is not None

    def _find(self, text: str) -> Found:
        written = tidy(text)
        for spelling in (written, fold(written)):
            if spelling in self._ids:
                return Found(self._ids[spelling])
        for table, key in ((self._exact, fold(written)), (self._keys, _make_key(written))):
            found = table.get(key, set()) if key else set()
            if len(found) == 1:
                return Found(next(iter(found)))
            if found:
                return Found(None, tuple(self._show(one) for one in sorted(found)), is_shared=True)
        return Found(None, tuple(self._list_near(written)))

    def _show(self, record_id: str, likeness: float = 1.0) -> Candidate:
        return Candidate(record_id, self._names[record_id], likeness)

    def _list_near(self, text: str) -> Iterable[Candidate]:
        if self._grams is None:
            self._grams = [
                (_list_grams(key), key, record_id)
                for key, ids in sorted(self._keys.items())
                for record_id in sorted(ids)
            ]
        key = _make_key(text)
        grams, compact = _list_grams(key), key.replace(" ", "")
        scores: dict[str, float] = {}
        for other_grams, other, record_id in self._grams:
            score = _rate(key, compact, grams, other, other_grams)
            if score > max(_LEAST_ALIKE, scores.get(record_id, 0)):
                scores[record_id] = score
        best = sorted(scores, key=lambda one: (-scores[one], one))[:_MOST_SUGGESTIONS]
        return [self._show(one, scores[one]) for one in best]


def _make_key(name: str) -> str:
    """Give a name for comparing: forms of enterprise go, short forms are spelt out."""
    words = " ".join(_SHORT_FORMS.get(word, word) for word in normalise_name(name).split())
    # A government is the same with and without the word before it.
    return re.sub(r"^pemerintah (?=kota|kabupaten|provinsi)", "", words)


def _list_grams(key: str) -> frozenset[str]:
    compact = key.replace(" ", "")
    return frozenset(compact[index : index + 3] for index in range(max(1, len(compact) - 2)))


def _rate(key: str, compact: str, grams: frozenset[str], other: str, other_grams: frozenset[str]) -> float:
    """Rate how likely a record's name is what another text means: 0 to 1."""
    if not compact:
        return 0.0
    if compact == other.replace(" ", ""):
        return 1.0
    letters = "".join(word[0] for word in other.split() if word not in _SMALL_WORDS)
    if len(compact) > 1 and letters.startswith(compact):
        return 0.95
    words, others = set(key.split()), set(other.split())
    if words <= others or (others <= words and len(others) > 1):
        return 0.9 * (0.6 + 0.4 * min(len(words), len(others)) / max(len(words), len(others)))
    whole = 2 * len(grams & other_grams) / (len(grams) + len(other_grams))
    return min(whole, _rate_own_words(words, others))


def _rate_own_words(words: AbstractSet[str], others: AbstractSet[str]) -> float:
    """Rate how alike two names are in what is not the kind of body: 0 where only that is alike."""
    grams, other_grams = (
        frozenset[str]().union(*(_list_grams(word) for word in one - _KIND_WORDS)) for one in (words, others)
    )
    if not grams or not other_grams:
        return 1.0
    return 1.0 if grams & other_grams else 0.0


class References:
    """The records of a register that others name, and the ids that are taken."""

    def __init__(self, records: Iterable[Record], own: str | None = None) -> None:
        """Take the records; ``own`` is the id of the register's own government, where registry.yaml is not
        among them.
        """  # noqa: D205  one sentence
        by_kind: dict[RecordKind, list[Record]] = defaultdict(list)
        for record in records:
            by_kind[record.kind].append(record)
        registry: Any = by_kind["registry"][0].value if by_kind["registry"] else {}
        self.own: str | None = own or registry.get("government")
        self._by_kind = by_kind
        self._indexes: dict[RecordKind, NameIndex] = {}
        self._announced: dict[RecordKind, dict[str, tuple[str, ...]]] = defaultdict(dict)

        self._taken: dict[RecordKind, set[str]] = {}
        self._units: dict[str, tuple[Mapping[str, Any], ...]] = {}

    def announce(self, kind: RecordKind, record_id: str, names: Iterable[str]) -> None:
        """Make a record known that is yet to be written, so that others can name it and none takes its id."""
        self._announced[kind][record_id] = tuple(names)
        if kind in self._taken:
            self._taken[kind].add(record_id)
        if kind in self._indexes and not self._indexes[kind].has(record_id):
            self._indexes[kind].add(record_id, self._announced[kind][record_id])

    def announce_units(self, partner: str, units: Iterable[Mapping[str, Any]]) -> None:
        """Make units of a partner known that are yet to be written."""
        self._units[partner] = tuple(units)

    def of(self, kind: RecordKind) -> NameIndex:
        """Give the names of one kind of records."""
        if kind not in self._indexes:
            known = [_list_names(record) for record in self._by_kind[kind]]
            ids = {one[0] for one in known}
            new = [(one, names, ()) for one, names in self._announced[kind].items() if one not in ids]
            self._indexes[kind] = NameIndex([*known, *new])
        return self._indexes[kind]

    def units(self, partner: str) -> NameIndex:
        """Give the names of the units of a partner."""
        records: list[Any] = [one.value for one in self._by_kind["partner"] if one.id == partner]
        units = [unit for value in records for unit in value.get("units", ())]
        known = {unit["id"] for unit in units}
        units += [unit for unit in self._units.get(partner, ()) if unit["id"] not in known]
        return NameIndex((unit["id"], (unit["name"], *unit.get("aliases", ())), ()) for unit in units)

    def records(self, kind: RecordKind) -> list[Record]:
        """Give the records of one kind."""
        return self._by_kind[kind]

    def taken_ids(self, kind: RecordKind) -> AbstractSet[str]:
        """Give every id that a record of a kind bears, once bore, or is to bear."""
        if kind not in self._taken:
            taken = TakenIds(self._announced[kind])
            for record in self._by_kind[kind]:
                formers: Any = record.value.get("former_ids", ())
                taken.update((record.id, *formers))
            self._taken[kind] = taken
        return self._taken[kind]


def _list_names(record: Record) -> tuple[str, list[str], list[str]]:
    value: Any = record.value
    names = [value[key] for key in ("name", "title", "need") if key in value][:1]
    names += [value[key] for key in ("name_en", "code") if key in value] if record.kind == "affair" else []
    if record.kind == "agreement":
        # Its parties' numbers name an agreement too.
        names += [party["number"] for party in value.get("parties", ()) if "number" in party]
    return record.id, [*names, *value.get("aliases", ())], list(value.get("former_ids", ()))
