"""The one table of the API: every kind of document, what it is, its fields and its paths."""

from collections.abc import Mapping
from typing import NamedTuple

from generator.api.parts import (
    AGREEMENTS,
    API,
    COMPUTED,
    COUNTED,
    DAY,
    LINKS,
    PAGE,
    PARTS,
    WORDS,
    list_shape,
    name_shape,
)
from generator.api.shapes import Shape, code, flag, group, maybe, part, rows, text, whole
from generator.due import STATES
from generator.records import FOLDERS, RecordKind
from generator.story.chapter import WHATS
from generator.text import Text


class Kind(NamedTuple):
    """A kind of document: what it is in both languages, and its fields beside ``meta`` and ``kind``."""

    about: Text
    fields: Mapping[str, Shape]
    record: RecordKind | None = None
    """The kind of record that stands in its field ``record``."""


_COUNT, _NEED = part("Count"), rows(part("Need"))
_PERIOD = {
    "key": text(),
    "evaluated": _COUNT,
    "missed": _COUNT,
    "coverage": maybe(whole()),
}
_TITLE = {"title": WORDS}
_RECORD_KIND = code(("registry", *FOLDERS.values()))
_DAY: dict[str, Shape] = {
    "date": DAY,
    "api": API,
    "page": PAGE,
    "count": whole(description="How many records were changed; nought where only their writing was."),
    **{what: whole() for what in WHATS},
}


def _record(
    record: RecordKind, about: Text, page: Shape, lists: Mapping[str, Shape], **computed: Shape
) -> Kind:
    fields = {
        "id": text(),
        "page": page,
        "api": API,
        "yaml": text(description="Address of the record's own file, from the site's root."),
        "repository_file": maybe(text(description="Where the host shows the file.")),
        "record": part("Record"),
        "computed": group(
            {**COMPUTED, **computed}, description="What no record says: it is computed, for the day as_of."
        ),
        **lists,
    }
    return Kind(about, fields, record)


_BOUNDS = maybe(part("Bounds"))
_PLACES = rows(part("Thing"))
_SUMMARY = PARTS["AgreementSummary"]["properties"]
_WITHDRAWN = group(
    {"title": text(), "type": _SUMMARY["type"], "date": text(), "reason": text(), "ground": maybe(text()),
     "replaced_by": maybe(part("Agreement"))},
    description="What is still told of a withdrawn record, whose `record` is null.",
)  # fmt: skip

KINDS: dict[str, Kind] = {
    "index": Kind(
        Text("Daftar isi API: alamat setiap kumpulan.", "Index of the API: the address of every collection."),
        {
            **LINKS,
            "collections": rows(group({"title": WORDS, **LINKS})),
            **dict.fromkeys(("records", "reference", "changes"), API),
            "search": rows(API),
            "openapi": API,
            "schemas": rows(API),
        },
    ),
    "agreement": _record(
        "agreement",
        Text("Satu perjanjian, utuh; bila ditarik, hanya bahwa, kapan, dan mengapa.",
             "One agreement, whole; if it was withdrawn only that, when and why."),
        PAGE,
        {"yaml": maybe(text()), "record": maybe(part("Record")), "withdrawn": maybe(_WITHDRAWN)},
        status=_SUMMARY["status"],
        evaluation_state=code(STATES),
        signed_year=maybe(whole()),
        signed=_BOUNDS,
        known_by=_BOUNDS,
        start=_BOUNDS,
        end=_BOUNDS,
        end_is_computed={"type": ["boolean", "null"]},
        terminated=_BOUNDS,
        superseded_from=_BOUNDS,
        partners=rows(part("Partner")),
        departments=_PLACES,
        affairs=_PLACES,
        referred_to_by=rows(part("BackLink")),
        related=maybe(part("Related")),
        mapped_needs=_NEED,
    ),
    "partner": _record(
        "partner",
        Text("Satu mitra dan perjanjiannya.", "One partner and its agreements."),
        maybe(PAGE),
        AGREEMENTS,
        is_own_government=flag(),
        counts=rows(_COUNT),
    ),
    "department": _record(
        "department",
        Text("Satu perangkat daerah, rapornya, dan perjanjiannya.",
             "One department, its report card and its agreements."),
        PAGE,
        AGREEMENTS,
        predecessors=_PLACES,
        successors=_PLACES,
        counts=rows(_COUNT),
        evaluation_coverage=maybe(whole(description="Per cent of those due that are evaluated.")),
        outputs_with_target=whole(),
        outputs_met=whole(),
        mapped_needs=_NEED,
    ),
    "affair": _record(
        "affair",
        Text("Satu urusan pemerintahan dan perjanjiannya.", "One government affair and its agreements."),
        PAGE,
        AGREEMENTS,
        counts=rows(_COUNT),
        mapped_needs=_NEED,
    ),
    "mapping-entry": _record(
        "mapping-entry",
        Text("Satu kebutuhan atau potensi yang dipetakan.", "One mapped need or potential."),
        PAGE,
        {},
        department=part("Thing"),
        affairs=_PLACES,
        realised_by=rows(part("Agreement")),
    ),
    "official-total": _record(
        "official-total",
        Text("Angka yang diumumkan pemerintah, dengan sumbernya.", "Published figures, with their source."),
        PAGE,
        {},
    ),
    "registry": _record(
        "registry",
        Text("Yang dikatakan register tentang dirinya.", "What the register says of itself."),
        maybe(PAGE),
        {},
    ),
    "list": Kind(
        Text("Daftar perjanjian, dengan apa tepatnya yang didaftar.",
             "A list of agreements, with what exactly is listed."),
        {**LINKS, **COUNTED, "count": whole(), **AGREEMENTS},
    ),
    "partner-group": Kind(
        Text("Mitra dari satu kategori atau tempat, dan perjanjiannya.",
             "The partners of one category or place, and their agreements."),
        {**LINKS, **COUNTED, "count": whole(), "partners": rows(part("PartnerRow")), **AGREEMENTS},
    ),
    "running-list": Kind(
        Text("Semua yang ditandatangani sampai akhir satu tahun, sebagai daftar tiap tahunnya.",
             "All that was signed up to the end of a year, as the lists of the years."),
        {**LINKS, **COUNTED, "count": whole(), "parts": rows(_COUNT)},
    ),
    "need-list": Kind(
        Text("Daftar kebutuhan yang dipetakan.", "A list of mapped needs."),
        {
            **LINKS,
            **COUNTED,
            "count": whole(),
            "counts": rows(_COUNT),
            "entries": rows(part("NeedSummary")),
        },
    ),
    "partners": Kind(
        Text("Semua mitra.", "All partners."),
        {**LINKS, **_TITLE, "count": whole(), "partners": rows(part("PartnerRow"))},
    ),
    "places": Kind(
        Text("Provinsi atau negara tempat mitra.", "The provinces or countries of the partners."),
        {
            **LINKS,
            **_TITLE,
            "count": whole(),
            "places": rows(
                group(
                    {
                        "code": text(),
                        "name": WORDS,
                        "agreement_count": whole(),
                        "partner_count": whole(),
                        **LINKS,
                    }
                )
            ),
        },
    ),
    "departments": Kind(
        Text("Semua perangkat daerah.", "All departments."),
        {
            **LINKS,
            **_TITLE,
            "count": whole(),
            "departments": rows(name_shape(kind=text(), agreement_count=whole(), **LINKS)),
        },
    ),
    "affairs": Kind(
        Text("Semua urusan pemerintahan.", "All government affairs."),
        {
            **LINKS,
            **_TITLE,
            "count": whole(),
            "affairs": rows(
                name_shape(code=maybe(text()), group=text(), agreement_count=whole(), **LINKS)
            ),
        },
    ),
    "statistics": Kind(
        Text("Angka statistik, masing-masing dengan definisi dan daftarnya.",
             "Numbers of the statistics, each with its definition and its list."),
        {
            **LINKS,
            **_TITLE,
            "numbers": rows(part("Number")),
            "published_totals": rows(group({"id": text(), "api": API})),
        },
    ),
    "evaluations": Kind(
        Text("Keadaan evaluasi: yang berlaku, dan tiap semester.",
             "The state of evaluation: what is in force, and each half-year."),
        {
            **LINKS,
            **_TITLE,
            "in_force": part("StateRow"),
            "by_type": rows(part("StateRow")),
            "by_department": rows(part("StateRow")),
            "periods": rows(group({**_PERIOD, **LINKS})),
        },
    ),
    "evaluation-period": Kind(
        Text("Evaluasi satu semester, satu per satu dan seluruhnya.",
             "The evaluations of one half-year, one by one and together."),
        {
            **LINKS,
            **_PERIOD,
            "states": rows(_COUNT),
            "recommendations": rows(_COUNT),
            "by_type": rows(group(_PERIOD)),
            "by_department": rows(_COUNT),
            "outputs_with_target": whole(),
            "outputs_met": whole(),
            "obstacles": rows(group({"obstacle": text(), "agreements": rows(part("Agreement"))})),
            **list_shape("evaluations", part("EvaluationSummary")),
        },
    ),
    "mapping": Kind(
        Text("Pemetaan tiap tahun dan tiap perangkat daerah.", "The mapping of each year and department."),
        {
            **LINKS,
            **_TITLE,
            "years": rows(
                group(
                    {
                        "year": whole(),
                        **dict.fromkeys(
                            ("planned", "realised", "unproven", "public", "mapped", "unmapped"), _COUNT
                        ),
                        "share": maybe(whole(description="Per cent of the planned that was realised.")),
                        **LINKS,
                    }
                )
            ),
            "departments": rows(
                group({"department": part("Thing"), "planned": _COUNT, "realised": _COUNT})
            ),
        },
    ),
    "charts": Kind(
        Text("Bagan satu halaman dan berkasnya.", "The charts of a page and their files."),
        {
            **LINKS,
            **_TITLE,
            "charts": rows(
                group(
                    {
                        "key": text(),
                        "title": text(),
                        "summary": text(),
                        "note": maybe(text()),
                        "svg": API,
                        "csv": API,
                    }
                )
            ),
        },
    ),
    "calendars": Kind(
        Text("Kalender, dan semua yang berakhir atau harus dikerjakan.",
             "The calendars, and everything that ends or is due."),
        {
            **LINKS,
            **_TITLE,
            "calendars": rows(
                group(
                    {
                        "scope": code(("all", "type", "department")),
                        "value": maybe(text()),
                        "name": text(),
                        "count": whole(),
                        "ics": API,
                    }
                )
            ),
            **list_shape("items", part("AgendaItem")),
        },
    ),
    "downloads": Kind(
        Text("Berkas dan tabel yang dapat diunduh.", "The files and tables that can be downloaded."),
        {
            **LINKS,
            **_TITLE,
            "files": rows(group({"title": WORDS, "about": WORDS, "format": text(), "file": API})),
            "data_package": API,
            "catalogue": API,
            "tables": rows(group({"name": text(), "about": WORDS, "csv": API})),
        },
    ),
    "reference": Kind(
        Text("Arti setiap kode, dalam dua bahasa.", "What every code means, in both languages."),
        {
            "lists": rows(
                group(
                    {
                        "key": text(description="Where the code stands: the record and the way to it."),
                        **_TITLE,
                        "description": maybe(WORDS),
                        "values": rows(
                            group({"code": text(), "label": WORDS, "definition": maybe(WORDS)})
                        ),
                    }
                )
            )
        },
    ),
    "changes": Kind(
        Text("Hari-hari yang membawa perubahan, yang terbaru dahulu.",
             "The days that brought changes, newest first."),
        {
            "page": PAGE,
            "is_known": flag(),
            "announcements": rows(
                group(
                    {
                        "id": text(),
                        "date": DAY,
                        "text": WORDS,
                        "ground": maybe(text()),
                        "records": rows(group({"record": _RECORD_KIND, "id": text()})),
                    }
                )
            ),
            "days": rows(group(_DAY)),
        },
    ),
    "day-changes": Kind(
        Text("Yang berubah pada satu hari, dalam urutan terbitnya.",
             "What changed on one day, in the order in which it was published."),
        {**_DAY, "changes": rows(part("Change"))},
    ),
    "records": Kind(
        Text("Semua catatan: halaman, dokumen, dan berkasnya.",
             "All records: their pages, documents and files."),
        {
            "count": whole(),
            "records": rows(
                group({"kind": text(), "id": text(), "page": maybe(PAGE), "api": API, "yaml": maybe(API)})
            ),
        },
    ),
}  # fmt: skip
"""Every kind of document."""
