"""Lines that are read back are the bytes that were written, whatever they hold."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.exports.line_reader import LineReader


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(min_size=1, max_size=20),
    st.dictionaries(st.text(max_size=4), st.binary(max_size=40), max_size=8),
)
def test_every_line(tmp_path: Path, head: bytes, lines: dict[str, bytes]) -> None:
    file = tmp_path / "baris"
    file.write_bytes(b"".join((head, *lines.values())))
    with LineReader(file, lines, [len(head), *map(len, lines.values())]) as reader:
        assert reader.read(()) == head
        assert reader.read(reversed(lines)) == b"".join((head, *reversed(lines.values())))
        assert {name: reader.read((name,)) for name in lines} == {name: head + lines[name] for name in lines}
