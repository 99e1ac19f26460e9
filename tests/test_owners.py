"""Who reviews what: the shipped file is fresh and invents nobody; accounts stand where they belong."""

from pathlib import Path

import pytest
from conftest import RunCommand
from registers import PKS, ROOT, base_records

from generator.owners import Owners, read_owners, render_owners
from generator.refusal import RefusalError

STATED = b"""records: "@kota/kerja-sama"
program: "@kota/pengembang"
departments:
  dinas-kesehatan: "@kota/dinas-kesehatan"
"""


def test_the_shipped_file_is_fresh_and_names_nobody(registri: RunCommand) -> None:
    done = registri("codeowners", "--check", "--root", str(ROOT))
    assert done.returncode == 0, done.stdout + done.stderr
    lines = (ROOT / "CODEOWNERS").read_text("utf-8").splitlines()
    assert all(line.startswith("#") for line in lines)


def test_records_go_to_the_department_that_leads_and_the_program_to_developers(
    base: Path, registri: RunCommand
) -> None:
    (base / "owners.yaml").write_bytes(STATED)
    path = base / PKS
    text = path.read_text("utf-8").replace("dinas-kesehatan\n", "dinas-kesehatan\n    lead: true\n")
    path.write_text(text, "utf-8")
    assert registri("codeowners", "--check", "--root", str(base)).returncode == 1
    assert registri("codeowners", "--root", str(base)).returncode == 0
    lines = (base / "CODEOWNERS").read_text("utf-8").splitlines()
    assert f"/{PKS} @kota/dinas-kesehatan" in lines
    assert not any("kota-seberang.yaml" in line for line in lines)
    # The last line that matches counts: the common one comes first.
    assert lines.index("/records/ @kota/kerja-sama") < lines.index(f"/{PKS} @kota/dinas-kesehatan")
    assert "/schema/ @kota/pengembang" in lines
    assert registri("codeowners", "--check", "--root", str(base)).returncode == 0


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"a: [", "tidak dapat dibaca"),
        (b"teams: x\n", '"teams"'),
        (b"records: kota\n", '"kota" bukan akun'),
        (b'records: "@kota\\n* @semua"\n', "bukan akun"),
        (b"departments:\n  - x\n", '"departments"'),
        (b"records: 3\n", '"3" bukan akun'),
    ],
)
def test_another_form_is_refused_in_plain_words(data: bytes, said: str) -> None:
    with pytest.raises(RefusalError) as refused:
        read_owners(data)
    assert said in refused.value.render("id")


def test_a_department_that_is_not_there_is_refused() -> None:
    with pytest.raises(RefusalError) as refused:
        render_owners(Owners(departments={"dinas-lain": "@a"}), base_records())
    assert "dinas-lain" in refused.value.render("id")
