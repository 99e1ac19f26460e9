"""The guide to the types: every way ends in an answer, and each answer stands on the law that it names."""

from generator.check.rules.lifecycle import STAGES
from generator.records import AGREEMENT_TYPES
from generator.type_guide import GUIDE, Answer, Question, list_answers, list_ways
from generator.words.explanations import TYPES


def _count_ways(question: Question) -> int:
    return sum(
        _count_ways(choice.leads_to) if isinstance(choice.leads_to, Question) else 1
        for choice in question.choices
    )


def test_every_way_is_two_or_three_questions_long_and_no_two_are_alike() -> None:
    ways = list(list_ways())
    assert len(ways) == _count_ways(GUIDE) == len({way.query for way in ways}) > 10
    assert {len(way.choices) for way in ways} == {2, 3}


def test_every_type_is_reached_and_so_is_what_is_none() -> None:
    assert {answer.type for answer in list_answers()} == {*AGREEMENT_TYPES, None}


def test_keys_and_choices_are_unambiguous() -> None:
    answers = list_answers()
    assert len({answer.key for answer in answers}) == len(answers)

    def look(question: Question) -> None:
        slugs = [choice.slug for choice in question.choices]
        assert len(set(slugs)) == len(slugs) > 1
        for choice in question.choices:
            if isinstance(choice.leads_to, Question):
                look(choice.leads_to)

    look(GUIDE)
    for way in list_ways():
        keys = [key for key, _ in way.choices]
        assert len(set(keys)) == len(keys)


def test_an_answer_rests_on_the_law_of_its_type() -> None:
    for answer in list_answers():
        assert answer.law.id
        assert "pasal" not in answer.law.en
        if answer.type:
            acts = {act.strip().split(" pasal")[0] for act in TYPES[answer.type].law.id.split(";")}
            cited = {act.strip().split(" pasal")[0] for act in answer.law.id.split(";")}
            assert cited <= acts, answer.key


def test_the_partner_decides_what_it_can_be() -> None:
    """PP 28/2018 art. 2, 14, 23, 25, 36, 46: none but these types is open to a partner."""
    found: dict[str, set[str | None]] = {}
    for way in list_ways():
        found.setdefault(way.choices[0][1].slug, set()).add(way.answer.type)
    assert found == {
        "daerah": {"ksdd", None},
        "pusat": {"sinergi", None},
        "pihak-ketiga": {"ksdpk", None},
        "pemda-asing": {"ksdpl"},
        "lembaga-asing": {"ksdll"},
    }


def test_steps_are_those_of_the_check() -> None:
    """One list of steps serves two types each: KSDPK as KSDD (PP 28/2018 art. 19), KSDLL as KSDPL."""
    assert STAGES["ksdpk"] == STAGES["ksdd"]
    assert STAGES["ksdll"] == STAGES["ksdpl"]
    of = {"ksdd": "dalam-negeri", "ksdpk": "dalam-negeri", "sinergi": "sinergi", "ksdpl": "luar-negeri"}
    for answer in list_answers():
        expected = {of.get(answer.type or "", "")} if answer.type != "ksdll" else {"luar-negeri", ""}
        assert answer.steps in expected
        assert isinstance(answer, Answer)
