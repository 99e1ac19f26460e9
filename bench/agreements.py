"""An agreement's page as data: what is computed, linked or worded; the rest stands in its record."""

from typing import Any, TypeAlias

from generator import addresses
from generator.dates import parse_date
from generator.edition import Edition
from generator.pages.agreements import AgreementFacts
from generator.pages.family import Fold, Kin
from generator.pages.sentences import Sentence
from generator.pages.timeline import Step
from generator.register.model import Agreement, Evaluation
from generator.selections import Kind, Selection
from generator.words.explanations import explain_status
from generator.words.titles import STATUS_NAMES, TYPE_ABBREVIATIONS, period_name, value_name

Json: TypeAlias = Any
"""A value as JSON holds it."""


def link_to(address: str) -> str:
    """Give an address as the other tools link to it: from the root of the host."""
    return f"/{address}"


def describe_row(edition: Edition, agreement: Agreement) -> Json:
    """Give what a list shows of an agreement."""
    locale = edition.locale
    return {
        "title": agreement.title,
        "link": link_to(addresses.agreement_address(agreement.id)),
        "type": TYPE_ABBREVIATIONS[agreement.type],
        "kind": agreement.type,
        "kind_name": locale.label("cooperation_type", agreement.type),
        "partners": ", ".join(partner.name for partner in agreement.partners),
        "signed": locale.date(agreement.signed, short=True) if agreement.signed else "",
        "day": agreement.signed.text if agreement.signed else "",
        "end": locale.date(agreement.end, short=True) if agreement.end else "",
        "state": agreement.status,
        "status": locale.say(STATUS_NAMES[agreement.status]),
    }


def _date(edition: Edition, text: str | None) -> str:
    return edition.locale.date(parse_date(text)) if text else ""


def _selection(edition: Edition, kind: Kind, *values: str) -> Json:
    selection = Selection(kind, values)
    return {
        "name": value_name(edition, selection),
        "link": link_to(addresses.selection_address(selection)),
    }


def describe_agreement(
    edition: Edition, agreement: Agreement, sentence: Sentence, facts: AgreementFacts
) -> Json:
    """Give what a tool can't read off the record itself: what is computed, linked or worded."""
    value, locale = agreement.value, edition.locale
    state = agreement.evaluation_state
    total = value.get("value", {}).get("total", {})
    return {
        "file": agreement.file,
        "address": addresses.agreement_address(agreement.id),
        "sentence": list(sentence),
        "citation": facts.citation,
        "certainty": locale.label(f"agreement-{agreement.type}.certainty", value["certainty"]),
        "type": _selection(edition, "type", agreement.type),
        "document": _selection(edition, "document", value["document"]["kind"]),
        "abbreviation": TYPE_ABBREVIATIONS[agreement.type],
        "status": {
            **_selection(edition, "status", agreement.status),
            "state": agreement.status,
            "about": locale.say(explain_status(agreement)),
        },
        "subtype": locale.label(f"agreement-{agreement.type}.subtype", value["subtype"])
        if "subtype" in value
        else "",
        "evaluation": _selection(edition, "evaluated", state),
        "signed": locale.date(agreement.signed) if agreement.signed else "",
        "start": locale.date(agreement.start) if agreement.start else "",
        "end": locale.date(agreement.end) if agreement.end else "",
        "amount": locale.money(total["amount"]) if "amount" in total else total.get("as_stated", ""),
        "parties": [_describe_party(edition, party) for party in value["parties"]],
        "departments": [_selection(edition, "department", item.id) for item in agreement.departments],
        "affairs": [_selection(edition, "affair", affair.id) for affair in agreement.affairs],
        "steps": [_describe_step(step) for step in facts.steps],
        "family": [_describe_kin(edition, kin) for kin in facts.family.chain],
        "attachments": [
            locale.label("attachment.kind", item["kind"]) for item in value.get("attachments", ())
        ],
        "evaluations": [
            _describe_evaluation(edition, evaluation) for evaluation in _in_record_order(agreement)
        ],
        "unknown": [locale.label("unknown.about", item["about"]) for item in value.get("unknown", ())],
        "sources": [_describe_source(edition, item) for item in value["sources"]],
    }


def _in_record_order(agreement: Agreement) -> list[Evaluation]:
    known = {id(evaluation.value): evaluation for evaluation in agreement.evaluations}
    return [known[id(item)] for item in agreement.value.get("evaluations", ())]


def _describe_source(edition: Edition, source: Json) -> Json:
    return {
        "host": source["url"].partition("://")[2].partition("/")[0].removeprefix("www."),
        "page_date": _date(edition, source.get("page_date")),
        "read_on": _date(edition, source.get("read_on")),
    }


def _describe_kin(edition: Edition, kin: Kin | Fold) -> Json:
    if isinstance(kin, Fold):
        return {"folded": [_describe_kin(edition, one) for one in kin.folded]}
    locale, member = edition.locale, kin.agreement
    told = (
        locale.date(member.signed) if member.signed else locale.say("date not known"),
        locale.label("document_kind", member.value["document"]["kind"]),
        locale.say(STATUS_NAMES[member.status]),
    )
    return {
        **_name(member),
        "number": kin.number,
        "is_own": kin.is_own,
        "told": " · ".join(told),
        "bonds": [{"name": bond.name, "note": bond.note} for bond in kin.bonds],
        "under": [_describe_kin(edition, one) for one in kin.under],
    }


def _describe_step(step: Step) -> Json:
    return {
        "words": step.words,
        "state": step.kind,
        "entries": [
            {
                "name": entry.name,
                "detail": entry.detail,
                "sources": list(entry.sources),
                "other": _name(entry.agreement) if entry.agreement else None,
            }
            for entry in step.entries
        ],
    }


def _name(agreement: Agreement) -> Json:
    return {"title": agreement.title, "link": link_to(addresses.agreement_address(agreement.id))}


def _describe_party(edition: Edition, party: Json) -> Json:
    partner = edition.register.partners[party["partner"]]
    return {
        "name": partner.name,
        "link": "" if partner.is_own else link_to(addresses.partner_address(partner.id)),
        "unit": partner.unit_name(party["unit"]) if "unit" in party else "",
    }


def _describe_evaluation(edition: Edition, evaluation: Evaluation) -> Json:
    value, slug, label = evaluation.value, evaluation.period.slug, edition.locale.label
    return {
        "period": period_name(edition.locale, slug),
        "link": link_to(addresses.evaluation_address(evaluation.period)),
        "date": _date(edition, value.get("date")),
        "state": label("evaluation.state", value["state"]),
        "recommendation": label("evaluation.recommendation", value["recommendation"]),
        "judgement": [
            {
                "name": edition.locale.field_name("evaluation", "judgement", key),
                "value": label(f"evaluation.judgement.{key}", verdict),
            }
            for key, verdict in value.get("judgement", {}).items()
        ],
    }
