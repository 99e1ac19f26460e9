"""A digest as JSON, for programs: the keys here are a promise (docs/pengembang/data.md)."""

import json
from typing import Any

from generator.agenda import DUTIES, Item
from generator.digest.digest import Digest
from generator.digest.words import word_action, word_days, word_kind


def render_json(digest: Digest) -> str:
    """Give the digest as one JSON document; ``what``, ``days`` and ``action`` are in its language."""
    register = digest.register
    counts = {
        duty: {
            "overdue": sum(item.duty == duty and item.is_overdue for item in digest.items),
            "ahead": sum(item.duty == duty and not item.is_overdue for item in digest.items),
        }
        for duty in DUTIES
    }
    document = {
        "register": digest.name,
        "standing": register.registry["standing"],
        "as_of": register.as_of.isoformat(),
        "within": digest.within,
        "until": digest.until.isoformat(),
        "counts": counts,
        "items": [_describe(digest, item) for item in digest.items],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _describe(digest: Digest, item: Item) -> dict[str, Any]:
    agreement, locale = item.agreement, digest.locale
    leads = {role["department"] for role in agreement.value.get("departments", ()) if role.get("lead")}
    return {
        "key": item.key,
        "duty": item.duty,
        "date": item.date.isoformat(),
        "days_left": item.days_left,
        "overdue": item.is_overdue,
        "period": item.period or None,
        "basis": item.basis or None,
        "agreement": agreement.id,
        "extended_by": item.extended_by or None,
        "type": agreement.type,
        "title": agreement.title,
        "file": agreement.file,
        "url": digest.url(agreement) or None,
        "departments": [
            {"id": department.id, "name": department.name, "lead": department.id in leads}
            for department in item.departments
        ],
        "what": word_kind(locale, item),
        "days": word_days(locale, item),
        "action": word_action(locale, item),
    }
