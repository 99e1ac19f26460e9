"""The pages of the check's rules: all of them on one page, and a help page for each."""

from collections.abc import Iterator

from generator import addresses
from generator.check.example import read_examples
from generator.check.rule import GROUPS
from generator.check.rules import RULES
from generator.edition import Edition
from generator.pages.page import Crumb, Page


def iterate_rule_pages(edition: Edition) -> Iterator[Page]:
    """Give the index of the rules and a page for each."""
    say, locale = edition.locale.say, edition.locale
    examples = read_examples()
    title = say("Rules of the check")
    groups = [
        (name, [rule for rule in RULES.values() if rule.id.startswith(prefix)])
        for prefix, name in GROUPS.items()
    ]
    yield Page(
        addresses.RULES,
        addresses.RULES,
        title,
        say("Everything the check looks for, what it says, and how to mend it."),
        "rules.html",
        (Crumb(title),),
        {"groups": [group for group in groups if group[1]], "examples": examples},
    )
    for rule in RULES.values():
        example = examples[rule.id]
        yield Page(
            addresses.rule_address(rule.id),
            addresses.RULES,
            f"{rule.id}: {locale.pick(rule.title)}",
            locale.pick(example.message),
            "rule.html",
            (Crumb(title, addresses.RULES), Crumb(rule.id)),
            {"rule": rule, "example": example},
        )
