"""The form reads and writes a record's file as the register's reader and ``registri fmt`` do."""

import copy
import json
import random
import re
from collections import Counter
from typing import Any

import pytest
from formengine import FormEngine
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from judging import Judge, render_value
from mistakes import SAMPLE, SHIPPED, make_mistake
from registers import CASES, ROOT, SCHEMAS

from generator.check.wording import word_fault
from generator.exports.form_contract import READING_RULES
from generator.read.strict_yaml import read_mapping
from generator.records import FilePlace, parse_place
from generator.schemas import Schema
from generator.site.form_script import ENGINE
from generator.write.document import iterate_comments, render_document
from generator.write.formatting import format_record
from generator.write.modeline import render_modeline
from generator.write.reading import read_document

_READ = """(texts) => texts.map((text) => {
    const { value, document, findings } = Reading.read(text, "id");
    const told = findings.map((one) => [one.rule, one.line, one.column, one.message, one.help]);
    let rendered = null;
    try { rendered = document && RecordDocument.render(document); } catch (error) { rendered = error.name; }
    return { value: value && JSON.stringify(value), told, document: rendered };
})"""
_WRITE = """(asked) => asked.map(([text, value, schema, modeline]) => {
    const { document = null } = text === null ? {} : Reading.read(text, "id");
    return RecordDocument.write(document, JSON.parse(value), schemas[schema], modeline);
})"""
# What follows the first of these is the parser's to say; the form stops there.
_FIRST_ONLY = ("KS006", "KS016")


def _read_texts() -> dict[str, str]:
    """Give the text of every record of the register and of the rules' cases, by its file."""
    texts = {}
    for folder in (ROOT / "records", CASES):
        for path in sorted(folder.rglob("*.yaml")):
            if path.is_file():
                try:
                    texts[path.relative_to(ROOT).as_posix()] = path.read_bytes().decode()
                except UnicodeDecodeError:
                    continue
    return texts


TEXTS = _read_texts()


def _render(text: str) -> str:
    """Give the canonical text of a readable text as it stands, or the name of what stands in the way."""
    try:
        return render_document(read_document(text))
    except TypeError as error:
        return type(error).__name__


def _place(file: str) -> tuple[str, FilePlace] | None:
    inside = file[file.index("records/") :]
    place = parse_place(inside)
    return (inside, place) if place else None


def test_every_file_is_read_or_refused_alike(engine: FormEngine) -> None:
    for (file, text), found in zip(TEXTS.items(), engine.ask(_READ, list(TEXTS.values())), strict=True):
        value, faults = read_mapping(text.encode())
        if value is not None:
            assert json.loads(found["value"]) == value, file
            assert found["document"] == _render(text), file
            continue
        assert found["value"] is None, file
        wanted = [word_fault(file, fault, "id") for fault in faults]
        told = [(one.rule, one.line, one.column, one.message, one.help) for one in wanted]
        if told[0][0] in READING_RULES:
            most = 1 if told[0][0] in _FIRST_ONLY else len(told)
            assert sorted(map(tuple, found["told"]))[:most] == sorted(told)[:most], file


def test_each_rule_of_reading_is_met(engine: FormEngine) -> None:
    told = {one[0] for found in engine.ask(_READ, list(TEXTS.values())) for one in found["told"]}
    # A file too large for any repository stands in no case.
    assert set(READING_RULES) - {"KS002"} <= told
    (large,) = engine.ask(_READ, ["a: " + "x" * 256 * 1024])
    assert [one[0] for one in large["told"]] == ["KS002"]


def test_a_file_that_is_no_text_is_refused(engine: FormEngine) -> None:
    decode = "(bytes) => Reading.decode(new Uint8Array(bytes))"
    assert engine.ask(decode, list(b"id: \xff")) is None
    assert engine.ask(decode, list("id: é".encode())) == "id: é"


def test_every_file_is_written_as_fmt_writes_it(engine: FormEngine) -> None:
    asked, wanted = [], []
    for file, text in TEXTS.items():
        found, (value, _) = _place(file), read_mapping(text.encode())
        if found and value is not None:
            inside, place = found
            modeline = render_modeline(inside, place)
            asked.append([text, json.dumps(value), place.schema, modeline])
            wanted.append(format_record(text.encode(), SCHEMAS.get(place.schema), modeline).decode())
    assert engine.ask(_WRITE, asked) == wanted


def test_the_modeline_is_that_of_fmt(engine: FormEngine) -> None:
    files = sorted(SHIPPED.values)
    made = engine.ask(
        "(files) => files.map((file) => Canonical.renderModeline(file, Rules.parsePlace(file).schema))", files
    )
    places = [parse_place(file) for file in files]
    assert made == [render_modeline(file, place) for file, place in zip(files, places, strict=True) if place]


def _is_writable(value: Any) -> bool:
    """Whether what is written could be read again: neither empty nor full of invisible letters."""
    again, _ = read_mapping(render_value("records/partners/x.yaml", value))
    return again is not None and again == value


def _list_writable(judge: Judge, chance: random.Random, count: int) -> list[tuple[str, Any]]:
    """Give files with values that slips of the hand have made, as far as they can be written."""
    made = [make_mistake(judge, chance) for _ in range(count)]
    return [(one["file"], one["value"]) for one in made if one["value"] and _is_writable(one["value"])]


_seldom = settings(max_examples=8, phases=[Phase.explicit, Phase.generate])
_seeds = st.integers(0, 2**32)


@_seldom
@given(st.sampled_from((SHIPPED, SAMPLE)), _seeds)
def test_new_records_are_written_canonically(engine: FormEngine, judge: Judge, seed: int) -> None:
    made = _list_writable(judge, random.Random(seed), 40)  # noqa: S311  no secret
    asked = [[None, json.dumps(value), parse_place(file).schema, "# m"] for file, value in made]  # type: ignore[union-attr]
    assert engine.ask(_WRITE, asked) == [f"# m\n{render_value(file, value).decode()}" for file, value in made]


_LETTERS = st.characters(max_codepoint=0x2FFF) | st.sampled_from(":#-?,[]{}&*!|>'\"%@` \n=~yn0.\\é😀")


@_seldom
@given(st.lists(st.text(_LETTERS, min_size=1, max_size=30), min_size=20, max_size=60))
def test_texts_are_spelt_alike(engine: FormEngine, texts: list[str]) -> None:
    # Python's table of letters is that of its own day: what it does not know yet it does not print.
    value = {f"k{number}": text for number, text in enumerate(texts) if not _is_newer(text)}
    spelt = engine.ask("(value) => Canonical.renderRecord(value, {})", value)
    assert spelt == render_value("records/partners/x.yaml", value).decode()


def _is_newer(text: str) -> bool:
    return any(not char.isprintable() and char > "\u0370" for char in text)


def _annotate(text: str, chance: random.Random) -> str:
    """Write comments and keys that no schema knows into a record's text."""
    lines = []
    for number, line in enumerate(text.splitlines()):
        margin = len(line) - len(line.lstrip())
        if chance.random() < 0.3:
            indent = margin if chance.random() < 0.7 else chance.choice((0, 2, 4, 6))
            lines.append(f"{' ' * indent}# komentar {number}")
        if margin == 0 and line[:1].isalpha() and chance.random() < 0.2:
            lines.append(f"tak_dikenal_{number}: nilai {number}")
        lines.append(line)
    return "\n".join([*lines, "# penutup", ""])


def _strip_unknown(value: Any, schema: Schema) -> Any:
    if isinstance(value, dict):
        known = schema.get("properties", {})
        return {key: _strip_unknown(item, known[key]) for key, item in value.items() if key in known}
    if isinstance(value, list):
        return [_strip_unknown(item, schema.get("items", {})) for item in value]
    return value


def _list_annotated(judge: Judge, chance: random.Random) -> list[tuple[str, str, Any]]:
    """Give files with an annotated text, and the values that a form would put into them."""
    made = []
    for file, value in _list_writable(judge, chance, 60):
        text = _annotate(render_value(file, judge.values[file]).decode(), chance)
        if read_mapping(text.encode())[0]:
            made.append((file, text, value))
    return made


@_seldom
@given(st.sampled_from((SHIPPED, SAMPLE)), _seeds)
def test_comments_and_unknown_keys_survive_any_change(engine: FormEngine, judge: Judge, seed: int) -> None:
    made = _list_annotated(judge, random.Random(seed))  # noqa: S311  no secret
    places = [parse_place(file) for file, _, _ in made]
    asked = [
        [text, json.dumps(value), place.schema, render_modeline(file, place)]
        for (file, text, value), place in zip(made, places, strict=True)
        if place
    ]
    for (file, text, value), one, written in zip(made, asked, engine.ask(_WRITE, asked), strict=True):
        schema, modeline = SCHEMAS.get(one[2]), one[3]
        again, _ = read_mapping(written.encode())
        old, _ = read_mapping(text.encode())
        assert again is not None
        assert old is not None
        assert format_record(written.encode(), schema, modeline).decode() == written, file
        assert _strip_unknown(again, schema) == _strip_unknown(value, schema), file
        kept = {key: item for key, item in old.items() if key not in schema["properties"]}
        assert kept.items() <= {**again, **{key: kept[key] for key in kept if key in value}}.items(), file
        before, after = read_document(text), read_document(written)
        assert Counter(iterate_comments(after)) == Counter([modeline, *iterate_comments(before)]), file
        _check_comments_stay(before, after)


def _check_comments_stay(before: Any, after: Any) -> None:
    """Check that what was not changed keeps the comments above it, and no other entry has taken them."""
    new = {entry.key: entry for entry in after.top.entries}
    for entry in before.top.entries:
        if entry.key in new and new[entry.key].value == entry.value:
            # What stands above the first entry is the head of the file, once it is read again.
            is_first = after.top.entries[0].key == entry.key
            above = [*(after.head if is_first else ()), *new[entry.key].above]
            assert above[len(above) - len(entry.above) :] == entry.above, entry.key


@_seldom
@given(st.sampled_from((SHIPPED, SAMPLE)), _seeds)
def test_no_change_is_no_more_than_fmt(engine: FormEngine, judge: Judge, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  no secret
    asked, wanted = [], []
    for file in chance.sample(sorted(judge.values), 40):
        text = _annotate(render_value(file, judge.values[file]).decode(), chance)
        value, place = read_mapping(text.encode())[0], parse_place(file)
        if value is not None and place:
            # A form that shows only what the schema knows gives only that.
            shown = _strip_unknown(copy.deepcopy(value), SCHEMAS.get(place.schema))
            modeline = render_modeline(file, place)
            asked.append([text, json.dumps(shown), place.schema, modeline])
            wanted.append(format_record(text.encode(), SCHEMAS.get(place.schema), modeline).decode())
    assert engine.ask(_WRITE, asked) == wanted


_SCRAPS = (
    " ", "  ", "\n", "\n\n", "#", " # x", ":", ": ", "- ", "-", '"', "'", "|\n", "|-\n", ">\n", ">+\n", "[",
    "]", "{", "}", ",", "\\", "\\n", "?", "&a ", "*a", "!t ", "%", "@", "~", "yes", "0123", "2024-01-01",
    "12:30", "null", "---", "...", "\t", "a: b", "é", "😀", "<<: x", "=",
)  # fmt: skip


def _tear(text: str, chance: random.Random) -> str:
    """Put scraps of YAML into a text, take pieces out, repeat and shift lines."""
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(text) + 1)
        lines = text.split("\n")
        line = chance.randrange(len(lines))
        step = chance.randrange(5)
        if step <= 1:
            text = text[:at] + chance.choice(_SCRAPS) + text[at:]
        elif step == 2:
            text = text[:at] + text[at + chance.randint(1, 4) :]
        elif step == 3:
            lines[line] = chance.choice(("", " ", "  ", "- ")) + lines[line]
            text = "\n".join(lines)
        else:
            lines.insert(line, chance.choice(lines))
            text = "\n".join(lines)
    return text


@_seldom
@given(_seeds)
def test_torn_texts_mean_the_same_or_nothing(engine: FormEngine, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  no secret
    whole = [text for text in TEXTS.values() if 100 < len(text) < 3000]
    texts = [_tear(chance.choice(whole), chance) for _ in range(150)]
    for text, found in zip(texts, engine.ask(_READ, texts), strict=True):
        value, faults = read_mapping(text.encode())
        if found["value"] is not None:
            assert value is not None, (text, faults)
            assert json.loads(found["value"]) == value, text
            assert found["document"] == _render(text), text
        elif value is not None:
            # The form may refuse what nobody writes, and says so.
            assert found["told"], text
            assert _is_outlandish(text), (text, found["told"])


# A block's sign on a line of its own, not behind its key.
_BLOCK_ALONE = re.compile(r"\n *[>|]")


def _is_outlandish(text: str) -> bool:
    """Whether a text is written in a way that only the reader knows."""
    return any(sign in text for sign in ("?", "%", "...", "---", "[")) or bool(_BLOCK_ALONE.search(text))


@pytest.mark.parametrize("name", ENGINE)
def test_no_part_makes_code_from_text(name: str) -> None:
    path = ROOT / "generator" / "site" / "form" / f"{name}.js"
    text = path.read_text(encoding="utf-8")
    assert len(re.findall(r"^(?:const|let|var|function|class)\b", text, re.MULTILINE)) == 1
    for forbidden in ("eval(", "new Function", "Intl.", "toLocale", "localeCompare", "innerHTML"):
        assert forbidden not in text
    assert len(text.splitlines()) <= 400


def test_a_record_is_judged_and_written_at_once(engine: FormEngine) -> None:
    file, value = max(SAMPLE.values.items(), key=lambda one: len(str(one[1])))
    spent = engine.ask(
        """([file, value, register]) => {
            const schema = schemas[Rules.parsePlace(file).schema], rounds = 20;
            const asked = { file, value, schema, register, asOf: "2026-11-24", language: "id" };
            const judge = () => Rules.check(asked);
            const write = () => RecordDocument.write(null, value, schema, "# m");
            return [judge, write].map((work) => {
                const times = [];
                for (let round = 0; round < rounds; round += 1) {
                    const start = performance.now();
                    work();
                    times.push(performance.now() - start);
                }
                // The quickest round tells of the work, the others of what else the machine does.
                return Math.min(...times);
            });
        }""",
        [file, value, SAMPLE.neighbours],
    )
    # In milliseconds; much more would be felt while typing.
    assert max(spent) < 10, spent
