"""The guide to the type of a cooperation: who the partner is and what it is about lead to a type.

One table of questions and answers, from which the page's lists, its table and its form are all made.
Sources: UU 23/2014 art. 363-367; PP 28/2018 art. 3, 5-6, 14-19, 24-25, 36, 46; Permendagri 25/2020 art. 9,
27-30. Where these leave open which documents prepare an agreement and which bodies are partners of Sinergi,
it tells practice; a register names the procedure that it follows in ``procedure_note``.
What the law of KSDD and KSDPK leaves to Permendagri 22/2020 is not spelt out: its body was not read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from generator.records import AgreementType
from generator.text import Text


@dataclass(frozen=True, slots=True)
class Answer:
    """What a way through the questions leads to; texts are message ids.

    Without a ``type`` it is no regional cooperation, and follows rules of its own.
    """

    key: str
    title: str
    law: Text
    type: AgreementType | None = None
    note: str = ""
    steps: Literal["dalam-negeri", "sinergi", "luar-negeri", ""] = ""
    """Which steps it follows; none where it has no chain of steps of its own."""
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a question: its word in the page's address, its text, and where it leads."""

    slug: str
    text: str
    leads_to: "Question | Answer"

    @property
    def asks_on(self) -> bool:
        """Whether it leads to another question."""
        return isinstance(self.leads_to, Question)


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its choices; ``key`` is its name in the page's address."""

    key: str
    text: str
    choices: tuple[Choice, ...]


def _cite(law: str) -> Text:
    """Give a citation in both languages, from how the law itself is cited."""
    acts = []
    for act in law.split("; "):
        name, _, articles = act.partition(" pasal ")
        word = "article" if articles.isdigit() else "articles"
        acts.append(f"{name} {word} {articles.replace(' dan ', ' and ')}" if articles else name)
    return Text(law, "; ".join(acts).replace("jo.", "in conjunction with"))


_REGIONAL_DOCUMENTS = (
    "Terms of reference (KAK)",
    "Letter of offer of the head of region, and the reply",
    "Joint agreement (kesepakatan bersama)",
    "Cooperation agreement (perjanjian kerja sama)",
)
_THIRD_PARTY_DOCUMENTS = (
    "Feasibility study (studi kelayakan)",
    "Letter of offer of the head of region, and the reply",
    "Joint agreement (kesepakatan bersama)",
    "Cooperation agreement or contract (perjanjian kerja sama)",
)
_FOREIGN_DOCUMENTS = (
    "Letter of intent (pernyataan kehendak), valid for one year at most",
    "Cooperation plan (rencana kerja sama)",
    "Confirmation letter of the Ministry of Foreign Affairs",
    "Memorandum of understanding (naskah kerja sama)",
)

MANDATORY = Answer(
    "ksdd-wajib",
    "Cooperation with another region, mandatory",
    _cite("UU 23/2014 pasal 364; PP 28/2018 pasal 3, 5, 6, 10 dan 11"),
    "ksdd",
    "It is mapped first, and the mapping is discussed in technical coordination with the other regions.",
    "dalam-negeri",
    _REGIONAL_DOCUMENTS,
)
VOLUNTARY = Answer(
    "ksdd-sukarela",
    "Cooperation with another region, voluntary",
    _cite("UU 23/2014 pasal 365; PP 28/2018 pasal 3 dan 6"),
    "ksdd",
    "",
    "dalam-negeri",
    _REGIONAL_DOCUMENTS,
)
SYNERGY = Answer(
    "sinergi",
    "Synergy with the central government",
    _cite("PP 28/2018 pasal 46"),
    "sinergi",
    "Each side pays from its own budget. The work plan is a part of the memorandum; no cooperation agreement "
    "follows it.",
    "sinergi",
    (
        "Terms of reference (KAK)",
        "Letter of offer of the head of region, and the reply",
        "Memorandum of agreement (nota kesepakatan)",
        "Work plan (rencana kerja), annexed to it",
    ),
)
THIRD_BY_REGION = Answer(
    "ksdpk-daerah",
    "Cooperation with a third party, begun by the region",
    _cite("UU 23/2014 pasal 366; PP 28/2018 pasal 15, 17 dan 19"),
    "ksdpk",
    "The region maps the need and writes the feasibility study.",
    "dalam-negeri",
    _THIRD_PARTY_DOCUMENTS,
)
THIRD_BY_PARTNER = Answer(
    "ksdpk-mitra",
    "Cooperation with a third party, begun by the third party",
    _cite("UU 23/2014 pasal 366; PP 28/2018 pasal 15, 18 dan 19"),
    "ksdpk",
    "The third party writes the feasibility study. What it proposes must fit the master plan of the sector "
    "and be feasible, and it must be able to pay for it.",
    "dalam-negeri",
    _THIRD_PARTY_DOCUMENTS,
)
SISTER = Answer(
    "ksdpl-kembar",
    "Cooperation with a local government abroad: sister regions",
    _cite("UU 23/2014 pasal 367; PP 28/2018 pasal 24 dan 27; Permendagri 25/2020 pasal 6 dan 9"),
    "ksdpl",
    "There must be diplomatic relations, and both must be of equal standing and complement each other.",
    "luar-negeri",
    _FOREIGN_DOCUMENTS,
)
FOREIGN_REGION = Answer(
    "ksdpl-lainnya",
    "Cooperation with a local government abroad: other",
    _cite("UU 23/2014 pasal 367; PP 28/2018 pasal 24 dan 27; Permendagri 25/2020 pasal 6 dan 9"),
    "ksdpl",
    "There must be diplomatic relations, and both must be of equal standing and complement each other.",
    "luar-negeri",
    _FOREIGN_DOCUMENTS,
)
CONTINUED = Answer(
    "ksdll-penerusan",
    "Cooperation with an institution abroad: continuing that of the central government",
    _cite("UU 23/2014 pasal 367; PP 28/2018 pasal 25 dan 36; Permendagri 25/2020 pasal 7 dan 27–30"),
    "ksdll",
    "The region benefits from an agreement between the central government and the institution; it makes no "
    "letter of intent and no memorandum of its own.",
    "",
    (
        "The agreement of the central government, with its annexes",
        "For a foreign non-profit body: permission in principle and permission to operate",
        "Yearly plan of activities",
    ),
)
FOREIGN_INSTITUTION = Answer(
    "ksdll-lainnya",
    "Cooperation with an institution abroad: other",
    _cite("UU 23/2014 pasal 367; PP 28/2018 pasal 25 dan 36; Permendagri 25/2020 pasal 7 dan 9"),
    "ksdll",
    "The central government must approve it; the steps are those of cooperation with a local government "
    "abroad.",
    "luar-negeri",
    _FOREIGN_DOCUMENTS,
)
LENDING = Answer(
    "pinjam-pakai",
    "Lending of regional assets (pinjam pakai)",
    _cite("Permendagri 19/2016"),
    note="This is the use of regional assets, not regional cooperation.",
)
ASSETS = Answer(
    "pemanfaatan-bmd",
    "Use of regional assets (pemanfaatan barang milik daerah)",
    _cite("Permendagri 19/2016"),
    note="This is the use of regional assets, not regional cooperation.",
)
INFRASTRUCTURE = Answer(
    "kpbu",
    "Infrastructure with a business entity (KPBU)",
    _cite("Perpres 38/2015"),
    note="Infrastructure with a business entity follows rules of its own (PP 28/2018 art. 15).",
)
PROCUREMENT = Answer(
    "pengadaan",
    "Procurement of goods and services",
    _cite("Perpres 16/2018 jo. Perpres 12/2021"),
    note="Procurement follows rules of its own (PP 28/2018 art. 15).",
)

_MANDATE = Question(
    "sifat",
    "Does it have to be done together?",
    (
        Choice("wajib", "Yes: the regions border on each other, and its effects cross the border or the "
               "service is more efficient when run together", MANDATORY),
        Choice("sukarela", "No: it is more effective and efficient together", VOLUNTARY),
    ),
)  # fmt: skip
_INITIATIVE = Question(
    "prakarsa",
    "Who begins it?",
    (
        Choice("daerah", "The regional government", THIRD_BY_REGION),
        Choice("mitra", "The third party", THIRD_BY_PARTNER),
    ),
)

GUIDE = Question(
    "mitra",
    "Who is the partner?",
    (
        Choice("daerah", "Another province, regency or city in Indonesia", Question(
            "hal", "What is it about?", (
                Choice("urusan", "A government affair or a service that both carry out", _MANDATE),
                Choice("aset", "Land, a building or another asset of the region, to be lent", LENDING),
            ))),
        Choice("pusat", "A ministry, an agency, a vertical body, the armed forces or police, or a state "
               "university under a ministry", Question(
            "hal", "What is it about?", (
                Choice("program", "Development that both plan and carry out", SYNERGY),
                Choice("aset", "Land, a building or another asset of the region, to be lent", LENDING),
            ))),
        Choice("pihak-ketiga", "A company (state and regional ones too), a cooperative, a civil society "
               "organisation, a private university or an individual", Question(
            "hal", "What is it about?", (
                Choice("layanan", "A public service", _INITIATIVE),
                Choice("investasi", "Investment", _INITIATIVE),
                Choice("lainnya", "Something else that the law allows", _INITIATIVE),
                Choice("aset", "Use of land, a building or another asset of the region", ASSETS),
                Choice("infrastruktur", "Infrastructure together with a business entity", INFRASTRUCTURE),
                Choice("pengadaan", "Goods or services that the government buys", PROCUREMENT),
            ))),
        Choice("pemda-asing", "A local government abroad", Question(
            "hal", "What is it about?", (
                Choice("kembar", "Becoming sister regions", SISTER),
                Choice("lainnya", "Another kind of cooperation", FOREIGN_REGION),
            ))),
        Choice("lembaga-asing", "An institution abroad: an international organisation, a foreign foundation "
               "or university, a development partner", Question(
            "hal", "On what does it rest?", (
                Choice("penerusan", "On a cooperation of the central government that it continues",
                       CONTINUED),
                Choice("lainnya", "On none; the body is neither an international organisation nor a foreign "
                       "non-profit body nor a development partner, but for example a foreign university",
                       FOREIGN_INSTITUTION),
            ))),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Way:
    """One way through the questions: what was chosen, and the answer it leads to."""

    choices: tuple[tuple[str, Choice], ...]
    answer: Answer

    @property
    def query(self) -> str:
        """The way as it stands in the page's address."""
        return "&".join(f"{key}={choice.slug}" for key, choice in self.choices)


def list_ways(question: Question = GUIDE, before: tuple[tuple[str, Choice], ...] = ()) -> Iterator[Way]:
    """Give every way through the questions, in the order in which they are asked."""
    for choice in question.choices:
        chosen = (*before, (question.key, choice))
        if isinstance(choice.leads_to, Answer):
            yield Way(chosen, choice.leads_to)
        else:
            yield from list_ways(choice.leads_to, chosen)


def list_answers() -> list[Answer]:
    """Give every answer once, in the order of the ways."""
    return list({way.answer.key: way.answer for way in list_ways()}.values())
