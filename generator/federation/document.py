"""The document of a gathering for programs: all that the site says, with where every part comes from."""

from typing import Any

import orjson

from generator.dates import Date
from generator.federation.candidates import Side
from generator.federation.cards import KEYS, Card
from generator.federation.cooperation import TwoSided
from generator.federation.gathered import Member, MissingSource, Trouble, full_id
from generator.federation.portrait import Portrait
from generator.federation.words import list_reasons

FORMAT = 1
"""Grows where a key goes or changes its meaning."""


def render_document(portrait: Portrait) -> bytes:
    """Give the document as JSON, the same bytes for the same content."""
    return orjson.dumps(make_document(portrait), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def make_document(portrait: Portrait) -> dict[str, Any]:
    """Give all that was gathered as plain data."""
    gathered, cooperation = portrait.gathered, portrait.cooperation
    gathering = gathered.gathering
    return {
        "format": FORMAT,
        "name": gathering.name,
        "gatherer": gathering.gatherer,
        "region_code": gathering.region_code,
        "standing": gathering.standing,
        "standing_notice": dict(gathering.standing_notice),
        "as_of": gathered.as_of.isoformat(),
        "sources": [
            *(
                {**_tell_card(card), "is_elsewhere": gathered.is_elsewhere(card.member.entry)}
                for card in portrait.cards.values()
            ),
            *map(_tell_missing, gathered.missing),
        ],
        "two_sided": [_tell_two_sided(one, is_sure=True) for one in cooperation.two_sided],
        "possible": [_tell_two_sided(one, is_sure=False) for one in cooperation.possible],
        "unclear": [
            [_tell_side(side) for side in cluster.sides]
            for matching in cooperation.matchings
            for cluster in matching.unclear
        ],
        "uncompared": [
            {"first": matching.parties[0], "second": matching.parties[1], "records": matching.uncompared}
            for matching in cooperation.crowded
        ],
        "outside": [
            {
                "government": tie.name,
                "region_code": tie.region_code or None,
                "source": tie.member.id,
                "agreements": [full_id(tie.member, one.id) for one in tie.agreements],
            }
            for tie in portrait.outside
        ],
        "one_sided": [_tell_side(side) for side in cooperation.one_sided],
    }


def tell_provenance(member: Member) -> dict[str, Any]:
    """Give where a government's data come from, under which licence and standing they are, and how old."""
    registry = member.registry
    return {
        "source": member.id,
        "government": member.name,
        "region_code": member.entry.region_code,
        "standing": registry["standing"],
        "licence": registry["licence"]["name"],
        "licence_url": registry["licence"].get("url"),
        "place": member.entry.place,
        "folder": member.entry.folder or None,
        "kind": member.entry.kind,
        "commit": member.commit,
        "sha256": member.digest,
        "fetched": member.fetched.isoformat(),
        "age_days": member.age,
        "freshness": member.freshness,
    }


def _tell_card(card: Card) -> dict[str, Any]:
    member = card.member
    return {
        **tell_provenance(member),
        "level": member.registry["level"],
        "site_url": member.registry.get("site_url"),
        "standing_notice": dict(member.registry["standing_notice"]),
        "is_proven": member.is_proven,
        "left_out": list(member.left_out),
        "trouble": _tell_trouble(member.trouble),
        "numbers": {key: card.tallies[key].number for key in KEYS},
    }


def _tell_missing(missing: MissingSource) -> dict[str, Any]:
    entry = missing.entry
    return {
        "source": entry.id,
        "region_code": entry.region_code,
        "place": entry.place,
        "folder": entry.folder or None,
        "kind": entry.kind,
        "freshness": "missing",
        "trouble": _tell_trouble(missing.trouble),
    }


def _tell_trouble(trouble: Trouble | None) -> dict[str, Any] | None:
    if trouble is None:
        return None
    return {"id": trouble.text.id, "en": trouble.text.en, "details": list(trouble.details)}


def _tell_two_sided(one: TwoSided, *, is_sure: bool) -> dict[str, Any]:
    pair = one.pair
    return {
        "id": pair.id,
        "state": ("differing" if one.differences else "confirmed") if is_sure else "possible",
        "confidence": pair.confidence,
        "reasons": [{"id": reason.id, "en": reason.en} for reason in list_reasons(pair.evidence)],
        "first": _tell_side(pair.first),
        "second": _tell_side(pair.second),
        "statements": [
            {
                "field": item.field,
                "verdict": item.verdict,
                "first": plain(item.first),
                "second": plain(item.second),
            }
            for item in one.statements
        ],
    }


def _tell_side(side: Side) -> dict[str, Any]:
    agreement = side.agreement
    return {
        "id": full_id(side.member, agreement.id),
        "government": side.member.name,
        "other": side.other.id,
        "title": agreement.title,
        "url": side.member.link(agreement.id) or None,
        "fetched": side.member.fetched.isoformat(),
    }


def plain(value: Any) -> str | int | None:  # noqa: ANN401  what a side says
    """Give what a side says as JSON holds it."""
    return value.text if isinstance(value, Date) else value
