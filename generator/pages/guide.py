"""The page that finds the type of a cooperation, from the table of the guide."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator import addresses
from generator.check.rules.lifecycle import STAGES
from generator.pages.edition import Edition
from generator.pages.page import Crumb, Page
from generator.type_guide import GUIDE, Answer, Choice, Question, list_answers, list_ways


@dataclass(frozen=True, slots=True)
class Field:
    """One question of the form: its own number, and for each choice where it leads.

    ``leads_to`` is the number of the next question, or empty where the choice has an answer.
    """

    number: int
    question: Question
    choices: tuple[tuple[Choice, str, Answer | None], ...]


def iterate_guide_pages(edition: Edition) -> Iterator[Page]:
    """Give the one page of the guide."""
    say = edition.locale.say
    title = say("Which type of cooperation is it?")
    yield Page(
        addresses.TYPE_GUIDE,
        addresses.TYPE_GUIDE,
        title,
        say("Two or three questions lead to the type, its law, its steps and its documents."),
        "type_guide.html",
        (Crumb(title),),
        {
            "guide": GUIDE,
            "fields": _number_questions(GUIDE),
            "ways": list(list_ways()),
            "answers": [(answer, _list_steps(edition, answer)) for answer in list_answers()],
        },
    )


def _number_questions(root: Question) -> list[Field]:
    """Give the questions of the form, each before those that its choices lead to.

    A question that several choices lead to stands once for each, so that every way is a way down.
    """
    fields: list[Field] = []

    def add(question: Question) -> int:
        number = len(fields)
        fields.append(Field(number, question, ()))
        choices: list[tuple[Choice, str, Answer | None]] = []
        for choice in question.choices:
            if isinstance(choice.leads_to, Answer):
                choices.append((choice, "", choice.leads_to))
            else:
                choices.append((choice, str(add(choice.leads_to)), None))
        fields[number] = Field(number, question, tuple(choices))
        return number

    add(root)
    return fields


_COUNCIL = "persetujuan-dprd"


def _list_steps(edition: Edition, answer: Answer) -> list[tuple[str, str]]:
    """Give the steps of an answer in their legal order, each with what there is to add."""
    locale = edition.locale
    if answer.type is None or answer.steps in ("none", "continued"):
        return []
    council = locale.say(
        "always needed" if answer.steps == "foreign" else
        "only where it burdens the public and the region, or is not in this year's budget yet"
    )  # fmt: skip
    part = f"agreement-{answer.type}.stages.[].stage"
    return [
        (locale.label(part, stage), council if stage == _COUNCIL else "") for stage in STAGES[answer.type]
    ]
