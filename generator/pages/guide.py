"""The page that finds the type of a cooperation, from the table of the guide."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator import addresses
from generator.check.rules.lifecycle import STAGES
from generator.edition import Edition
from generator.pages.page import Crumb, Page
from generator.records import AgreementType
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
            "questions": {field.question.key: field.question.text for field in _number_questions(GUIDE)},
            "answers": list_answers(),
            "steps": _list_steps(edition),
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
_STEPS: tuple[tuple[str, AgreementType, str], ...] = (
    ("dalam-negeri", "ksdd", "Steps of cooperation with other regions and with third parties"),
    ("sinergi", "sinergi", "Steps of synergy with the central government"),
    ("luar-negeri", "ksdpl", "Steps of cooperation abroad"),
)


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps of some answers in their legal order, each with what there is to add."""

    key: str
    title: str
    steps: tuple[tuple[str, str], ...]


def _list_steps(edition: Edition) -> list[Steps]:
    locale = edition.locale
    council = {
        "dalam-negeri": locale.say(
            "only where it burdens the public and the region, or is not in this year's budget yet"
        ),
        "luar-negeri": locale.say("always needed"),
    }
    return [
        Steps(
            key,
            locale.say(title),
            tuple(
                (
                    locale.label(f"agreement-{agreement_type}.stages.[].stage", stage),
                    council.get(key, "") if stage == _COUNCIL else "",
                )
                for stage in STAGES[agreement_type]
            ),
        )
        for key, agreement_type, title in _STEPS
    ]
