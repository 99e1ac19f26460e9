"""A department's page leads to one list of its agreements and those of all whose place it has taken."""

import json
import re
from pathlib import Path

import pytest
from builtsite import BuiltSite
from recount import Recount
from registers import AS_OF
from smallregister import run, write_small_register

from generator.serving.upkeep import Subject, Upkeep

_AGREEMENT = """\
id: {id}
type: ksdpk
title: Perjanjian {id}
document:
  kind: perjanjian-kerja-sama
parties:
  - partner: kota-contoh
  - partner: pt-air-bening
subject: uji
departments:
{departments}
purpose: Uji.
certainty: partial
sources:
  - id: s1
    url: https://contoh.example/berita/9
"""
# A renaming, a split and a merger: kantor-a became kantor-b, and this was split into two dinas, of which one
# took in kantor-c as well.
_SUCCESSORS = {
    "kantor-a": ("kantor-b",),
    "kantor-b": ("dinas-d", "dinas-e"),
    "kantor-c": ("dinas-e",),
    "dinas-d": (),
    "dinas-e": (),
    # Before it there was one without any agreement.
    "kantor-f": ("dinas-g",),
    "dinas-g": (),
}
_AGREEMENTS = {
    "pkt-a": ("kantor-a",),
    "pkt-ac": ("kantor-a", "kantor-c"),
    "pkt-b": ("kantor-b",),
    "pkt-c": ("kantor-c",),
    "pkt-d": ("dinas-d",),
    "pkt-g": ("dinas-g",),
}
_LINES = {
    "kantor-b": {"pkt-a", "pkt-ac", "pkt-b"},
    "dinas-d": {"pkt-a", "pkt-ac", "pkt-b", "pkt-d"},
    "dinas-e": {"pkt-a", "pkt-ac", "pkt-b", "pkt-c"},
}


def _write_department(root: Path, name: str, successors: tuple[str, ...]) -> str:
    text = f"id: {name}\nname: {name.replace('-', ' ').title()}\nkind: {name.partition('-')[0]}\n"
    if successors:
        text += "successors:\n" + "".join(f"  - {one}\n" for one in successors)
    file = f"records/departments/{name}.yaml"
    (root / file).write_text(text, encoding="utf-8")
    return file


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a small register whose departments have a history."""
    root = write_small_register(tmp_path / "register")
    for name, successors in _SUCCESSORS.items():
        _write_department(root, name, successors)
    folder = root / "records" / "agreements" / "ksdpk"
    folder.mkdir(exist_ok=True)
    for name, departments in _AGREEMENTS.items():
        named = "\n".join(f"  - department: {one}" for one in departments)
        (folder / f"{name}.yaml").write_text(_AGREEMENT.format(id=name, departments=named), encoding="utf-8")
    return root


def _build(root: Path, site: Path) -> BuiltSite:
    done = run("build", "--root", str(root), "--site-dir", str(site))
    assert done.returncode == 0, done.stdout + done.stderr
    return BuiltSite(site, "")


def _list_address(name: str) -> str:
    return f"perangkat-daerah/{name}/bersama-pendahulu/"


def test_the_number_leads_to_the_list(root: Path, tmp_path: Path) -> None:
    site = _build(root, tmp_path / "site")
    for name in _SUCCESSORS:
        page, place = f"perangkat-daerah/{name}/", _list_address(name)
        leads = (place, "") in {site.target(page, link) for link in site.pages[page].links}
        assert leads is (place in site.pages) is (name in _LINES), name
    counted = Recount(site.folder / "data")
    for name, line in _LINES.items():
        rows = site.list_rows(_list_address(name))
        assert len(rows) == len(line)
        assert set(rows) == line
        text = site.pages[f"perangkat-daerah/{name}/"].text
        assert re.search(rf"Bersama pendahulunya\s*{len(line)}\s*perjanjian", text)
        # Plain SQL over the tables counts as many, and the API says so too.
        assert counted.count("agreements", _list_address(name)) == len(line)
        document = json.loads((site.folder / f"api/v1/perangkat-daerah/{name}/index.json").read_text("utf-8"))
        values = {
            one["selection"]["kind"]: one["value"]
            for one in document["computed"]["counts"]
            if one["unit"] == "agreements"
        }
        assert values["department-line"] == len(line)
        shown = " ".join(site.pages[_list_address(name)].text.split())
        assert f"{name.replace('-', ' ').title()} bersama pendahulunya" in shown
        assert "semua yang digantikannya" in shown


@pytest.mark.slow
def test_what_is_served_after_a_change_is_what_is_built(root: Path, tmp_path: Path) -> None:
    work = tmp_path / "kerja"
    work.mkdir()
    upkeep = Upkeep(Subject(root, AS_OF, work, 1))
    upkeep.begin()
    turns: tuple[dict[str, tuple[str, ...]], ...] = (
        {"kantor-b": ("dinas-d",)},
        {"kantor-b": (), "kantor-c": ("kantor-a",)},
    )
    for number, turn in enumerate(turns):
        upkeep.take({_write_department(root, name, successors) for name, successors in turn.items()})
        assert upkeep.trouble is None
        assert upkeep.showing
        site = _build(root, tmp_path / f"site-{number}")
        for name in _SUCCESSORS:
            page = f"perangkat-daerah/{name}/"
            for file in (page, _list_address(name)):
                for form in (f"{file}index.html", f"api/v1/{file}index.json", f"{file}data.csv"):
                    path, found = site.folder / form, upkeep.showing.find(form)
                    served = found.read_bytes() if isinstance(found, Path) else found
                    assert served == (path.read_bytes() if path.exists() else None), form
    upkeep.close()
