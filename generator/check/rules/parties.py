"""The parties of an agreement and the partners themselves (KS5xx)."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from generator.check.collection import Collection
from generator.check.countries import COUNTRIES
from generator.check.finding import Problem, Spot
from generator.check.rule import Rule
from generator.check.rules.laws import PP_28_2018
from generator.records import Record
from generator.text import Text

RULES = (
    Rule("KS501", "own-government-missing", "error",
         Text('Pemerintah daerah sendiri ("{id}") tidak ada di antara para pihak.',
              'The own government ("{id}") is not among the parties.'),
         Text('Tambahkan pihak dengan "partner: {id}".', 'Add a party with "partner: {id}".')),
    Rule("KS502", "foreign-without-country", "error",
         Text("Mitra luar negeri ini belum menyebut negaranya.", "This foreign partner has no country."),
         Text('Tambahkan baris "country: …" dengan kode dua huruf, misalnya "MY" untuk Malaysia.',
              'Add a line "country: …" with the two-letter code, such as "MY" for Malaysia.')),
    Rule("KS503", "party-twice", "error",
         Text('Pihak "{id}" ditulis dua kali.', 'The party "{id}" is written twice.'),
         Text('Gabungkan keduanya, atau bedakan satuannya dengan "unit".',
              'Join them, or give each its "unit".')),
    Rule("KS504", "two-leads", "error",
         Text("Lebih dari satu perangkat daerah ditandai sebagai penanggung jawab.",
              "More than one department is marked as leading."),
         Text('Sisakan satu "lead: true"; hapus yang lain.', 'Keep one "lead: true"; delete the others.')),
    Rule("KS505", "partner-twice", "warning",
         Text('Nama "{name}" juga dipakai mitra "{other}".',
              'The name "{name}" also belongs to the partner "{other}".'),
         Text("Satu mitra satu catatan: gabungkan keduanya, atau bedakan namanya.",
              "One body, one record: join them, or tell the names apart.")),
    Rule("KS506", "partner-category-unusual", "advice",
         Text('Mitra berkategori "{category}" tidak lazim untuk {type}.',
              'A partner of category "{category}" is unusual for {type}.'),
         Text('Periksa mitra dan jenis kerja samanya, atau jelaskan pada "type_note".',
              'Check the partner and the type, or explain in "type_note".'), "PP 28/2018 pasal 14, 36, 46",
         PP_28_2018),
    Rule("KS507", "only-own-government", "warning",
         Text("Tidak ada mitra selain pemerintah daerah sendiri.",
              "There is no partner but the own government."),
         Text('Tambahkan mitranya, atau catat pada "unnamed_parties".',
              'Add the partner, or record it under "unnamed_parties".')),
    Rule("KS508", "department-twice", "error",
         Text('Perangkat daerah "{id}" ditulis dua kali.', 'The department "{id}" is written twice.'),
         Text("Hapus salah satunya, atau gabungkan keduanya.", "Delete one, or join them.")),
    Rule("KS509", "unit-twice", "error",
         Text('Pengenal satuan "{id}" dipakai dua kali.', 'The unit id "{id}" is used twice.'),
         Text("Gabungkan kedua satuan, atau beri pengenal lain.", "Join both units, or give another id.")),
    Rule("KS510", "unknown-country", "error",
         Text('"{code}" bukan kode negara.', '"{code}" is no code of a country.'),
         Text('Pakai kode dua huruf ISO 3166-1, misalnya "MY" untuk Malaysia atau "GB" untuk Inggris Raya.',
              'Use the two letters of ISO 3166-1, such as "MY" for Malaysia or "GB" for Great Britain.'),
         "ISO 3166-1"),
)  # fmt: skip

FOREIGN_CATEGORIES = frozenset(
    ("pemerintah-daerah-luar-negeri", "lembaga-luar-negeri", "lembaga-internasional")
)
"""The categories of partners abroad."""
_CENTRAL = frozenset((
    "kementerian-lembaga", "instansi-vertikal", "kepolisian", "tni", "lembaga-peradilan",
    "penyelenggara-pemilu", "badan-hukum-publik", "perguruan-tinggi",
))  # fmt: skip
_OPEN = frozenset(("tidak-diketahui",))
USUAL_CATEGORIES: dict[str, frozenset[str]] = {
    "ksdd": frozenset(("pemerintah-daerah",)) | _OPEN,
    "ksdpl": frozenset(("pemerintah-daerah-luar-negeri",)) | _OPEN,
    "ksdll": (FOREIGN_CATEGORIES - {"pemerintah-daerah-luar-negeri"}) | _OPEN,
    "sinergi": _CENTRAL | _OPEN,
}
"""The categories of partners that are usual for a type; for KSDPK see ``NOT_THIRD_PARTY``."""
NOT_THIRD_PARTY = frozenset(("pemerintah-daerah", "kementerian-lembaga")) | FOREIGN_CATEGORIES
"""The categories that are no third party, as KSDPK needs one."""


def check_own_parties(record: Record) -> Iterator[Problem]:
    """Check that no party, no department and no lead stands twice in an agreement."""
    value: Any = record.value
    seen: dict[tuple[str, str], int] = {}
    for index, party in enumerate(value["parties"]):
        key = (party["partner"], party.get("unit", ""))
        if key in seen:
            first = Spot(record.file, ("parties", seen[key], "partner"))
            spot = Spot(record.file, ("parties", index, "partner"))
            yield Problem("KS503", spot, {"id": "/".join(filter(None, key))}, (first,))
        seen.setdefault(key, index)
    yield from _check_departments(record, value.get("departments", ()))


def _check_departments(record: Record, roles: list[dict[str, Any]]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for index, role in enumerate(roles):
        first_index = seen.setdefault(role["department"], index)
        if first_index != index:
            first = Spot(record.file, ("departments", first_index, "department"))
            spot = Spot(record.file, ("departments", index, "department"))
            yield Problem("KS508", spot, {"id": role["department"]}, (first,))
    leads = [index for index, role in enumerate(roles) if role.get("lead")]
    for index in leads[1:]:
        first = Spot(record.file, ("departments", leads[0], "lead"))
        yield Problem("KS504", Spot(record.file, ("departments", index, "lead")), {}, (first,))


def check_partner(record: Record) -> Iterator[Problem]:
    """Check that a foreign partner says which country it belongs to, and that its units differ."""
    value: Any = record.value
    # An international body belongs to no one country.
    needing = FOREIGN_CATEGORIES - {"lembaga-internasional"}
    if value["category"] in needing and "country" not in value:
        yield Problem("KS502", Spot(record.file, ("category",)))
    if "country" in value and value["country"] not in COUNTRIES:
        yield Problem("KS510", Spot(record.file, ("country",)), {"code": value["country"]})
    seen: dict[str, int] = {}
    for index, unit in enumerate(value.get("units", ())):
        first_index = seen.setdefault(unit["id"], index)
        if first_index != index:
            first = Spot(record.file, ("units", first_index, "id"))
            yield Problem("KS509", Spot(record.file, ("units", index, "id")), {"id": unit["id"]}, (first,))


def check_parties(records: Collection) -> Iterator[Problem]:
    """Check that the own government takes part and that the partners' categories fit the type."""
    registry, partners = records.registry, records.of("partner")
    if registry is None or not records.exists("partner", registry["government"]):
        return
    own = registry["government"]
    for record in records.of("agreement").values():
        value: Any = record.value
        ids = [party["partner"] for party in value["parties"]]
        if own not in ids:
            yield Problem("KS501", Spot(record.file, ("parties",)), {"id": own})
        elif ids.count(own) == len(ids) and "unnamed_parties" not in value:
            yield Problem("KS507", Spot(record.file, ("parties",)))
        if "type_note" in value:
            continue
        for index, partner_id in enumerate(ids):
            partner = partners.get(partner_id)
            category = str(partner.value["category"]) if partner and partner_id != own else ""
            if category and not _is_usual(value["type"], category):
                params = {"category": category, "type": value["type"].upper()}
                yield Problem("KS506", Spot(record.file, ("parties", index, "partner")), params)


def _is_usual(agreement_type: str, category: str) -> bool:
    if agreement_type == "ksdpk":
        return category not in NOT_THIRD_PARTY
    return category in USUAL_CATEGORIES[agreement_type]


def check_partner_names(records: Collection) -> Iterator[Problem]:
    """Check that no two partner records bear the same name or alias."""
    taken: dict[str, Record] = {}
    for record in records.of("partner").values():
        aliases: Any = record.value.get("aliases", ())
        names: list[tuple[str, tuple[str | int, ...]]] = [(str(record.value["name"]), ("name",))]
        names += [(alias, ("aliases", n)) for n, alias in enumerate(aliases)]
        for name, path in names:
            other = taken.setdefault(normalise_name(name), record)
            if other is not record:
                related = (Spot(other.file, ("name",)),)
                yield Problem("KS505", Spot(record.file, path), {"name": name, "other": other.id}, related)


def normalise_name(name: str) -> str:
    """Give a name without case, punctuation and forms of enterprise, for comparing."""
    bare = unicodedata.normalize("NFKC", name).casefold()
    words = re.findall(r"[^\W_]+", bare)
    return " ".join(word for word in words if word not in ("pt", "cv", "tbk", "persero", "yayasan"))
