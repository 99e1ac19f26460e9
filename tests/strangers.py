"""Hostile proposals: what a stranger may put into a change to have something run, told or hidden.

Whatever runs leaves a file in a folder that the test watches, with all the variables that it could see.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

Plant: TypeAlias = Callable[[Path, Path], None]
"""Plants something in a clone; what it runs writes into the second folder."""

_CALLED = "@admin <img src=x onerror=alert(1)> [klik](https://jahat.example/a) ![x](https://jahat.example/b)"
ORDERS = ("::error::dibajak", "::add-mask::a", "::set-output name=ready::true", "::stop-commands::x")
"""What a job's host obeys at the beginning of a line."""
_AGREEMENT = """id: {id}
type: ksdd
title: {title}
document:
  kind: perjanjian-kerja-sama
parties:
  - partner: kota-contoh
    number: {number}
  - partner: kota-seberang
    without_number: true
subject: pelatihan perawat
affairs:
  - kesehatan
departments:
  - department: dinas-kesehatan
purpose: Perawat kedua kota berlatih bersama.
signing:
  date: "2025-01-15"
term:
  end: "2026-07-15"
relations:
  - type: implements
    agreement: ksdd-seberang-2023-kb
certainty: partial
sources:
  - id: s1
    url: https://contoh.example/berita/9
"""
_FOLDER = "records/agreements/ksdd"


def write(clone: Path, place: str, text: str) -> None:
    """Write a file of a proposal, with the folders around it."""
    path = clone / place
    if path.is_symlink():
        path.unlink()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def write_agreement(clone: Path, record: str, title: str, number: str = "88/PKS/2025") -> None:
    """Write a sound agreement."""
    text = _AGREEMENT.format(id=record, title=title, number=number)
    write(clone, f"{_FOLDER}/{record}.yaml", text)


def _python(ran: Path, name: str) -> str:
    return (
        f"import os as _os\n_os.makedirs({str(ran)!r}, exist_ok=True)\n"
        f"open({str(ran / name)!r}, 'w').write(repr(dict(_os.environ)))\nprint(dict(_os.environ))\n"
    )


def _shell(ran: Path, name: str) -> str:
    return f"#!/bin/sh\nmkdir -p '{ran}'; env >'{ran}/{name}'; env\n"


def _change_program(clone: Path, ran: Path) -> None:
    for place in ("generator/__init__.py", "generator/__main__.py", "generator/check/checker.py",
                  "generator/commands/check.py", "generator/site/mkdocs_adapter.py"):  # fmt: skip
        path = clone / place
        path.write_text(_python(ran, "program") + path.read_text("utf-8"), encoding="utf-8")


def _start_with_python(clone: Path, ran: Path) -> None:
    for name in ("sitecustomize", "usercustomize", "conftest", "setup"):
        for folder in (".", "records", "docs", "schema", "generator"):
            write(clone, f"{folder}/{name}.py", _python(ran, name))
    write(clone, "jahat.pth", f"import sys; exec({_python(ran, 'pth')!r})\n")
    write(clone, "pip.conf", "[global]\nindex-url = http://127.0.0.1:1/\n")
    write(clone, "setup.cfg", "[tool:pytest]\naddopts = -p conftest\n")
    write(
        clone,
        "pyproject.toml",
        '[build-system]\nrequires = []\nbuild-backend = "setup"\nbackend-path = ["."]\n',
    )


def _stand_before_modules(clone: Path, ran: Path) -> None:
    for name in (
        "yaml",
        "json",
        "click",
        "re",
        "typing",
        "babel",
        "jinja2",
        "mkdocs",
        "material",
        "datetime",
        "registri",
    ):
        write(clone, f"{name}.py", _python(ran, name))
        write(clone, f"records/{name}.py", _python(ran, name))
    write(clone, "markdown/__init__.py", _python(ran, "markdown"))


def _stand_before_programs(clone: Path, ran: Path) -> None:
    for name in ("git", "registri", "python", "python3", "grep", "cat", "pip"):
        for folder in (".", "bin", ".ci", ".venv/bin"):
            write(clone, f"{folder}/{name}", _shell(ran, name))
            (clone / folder / name).chmod(0o755)
    for name in ("check-proposal", "install-program", "comment", "lay-out-proposal"):
        write(clone, f".ci/{name}", _shell(ran, name))


def _change_settings(clone: Path, ran: Path) -> None:
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        path = clone / name
        text = path.read_text("utf-8").replace("plugins:\n", "plugins:\n  - jahat\n", 1)
        text = text.replace("  name: material\n", "  name: material\n  custom_dir: templat\n", 1)
        text += "hooks:\n  - jahat.py\n  - docs/kait.py\n"
        text += f"jahat: !!python/object/apply:os.system [\"mkdir -p '{ran}'; env >'{ran}/tag'\"]\n"
        path.write_text(text, encoding="utf-8")
    for place in ("jahat.py", "docs/kait.py"):
        write(clone, place, _python(ran, "hook"))
    order = f"mkdir -p {ran}; env > {ran}/template"
    template = "{{ cycler.__init__.__globals__.os.popen('" + order + "').read() }}\n"
    own = "generator/site/overrides"
    for folder in ("templat", "docs", own):
        write(clone, f"{folder}/main.html", template)
        write(clone, f"{folder}/base.html", template)


def _hook_in(clone: Path, ran: Path) -> None:
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        path = clone / name
        path.write_text(path.read_text("utf-8") + "hooks:\n  - jahat.py\n", encoding="utf-8")
    write(clone, "jahat.py", _python(ran, "hook"))


def _write_template_in_page(clone: Path, ran: Path) -> None:
    order = f"mkdir -p {ran}; env > {ran}/page"
    page = clone / "docs/tentang/index.md"
    text = (
        "\n{{ cycler.__init__.__globals__.os.popen('" + order + '\').read() }}\n--8<-- "/proc/self/environ"\n'
    )
    page.write_text(page.read_text("utf-8") + text, encoding="utf-8")


def _set_up_git(clone: Path, ran: Path) -> None:
    tools = "".join(f'\n[{kind} "jahat"]\n\tsmudge = {_order(ran, kind)}\n\tclean = {_order(ran, kind)}\n'
                    f"\ttextconv = {_order(ran, kind)}\n\tcommand = {_order(ran, kind)}\n"
                    f"\tdriver = {_order(ran, kind)}\n" for kind in ("filter", "diff", "merge"))  # fmt: skip
    write(
        clone,
        ".gitattributes",
        "* filter=jahat diff=jahat merge=jahat\n*.yaml filter=lfs export-subst ident\n",
    )
    write(
        clone,
        ".gitconfig",
        tools + "[core]\n\tfsmonitor = true\n\tsshCommand = false\n[include]\n\tpath = /etc/passwd\n",
    )
    write(clone, ".lfsconfig", "[lfs]\n\turl = http://127.0.0.1:1/\n")
    write(
        clone, ".gitmodules", f'[submodule "x"]\n\tpath = x\n\turl = ext::sh -c "{_order(ran, "module")}"\n'
    )
    for name in ("post-checkout", "pre-merge-commit", "post-merge", "pre-commit"):
        for folder in ("hooks", ".githooks"):
            write(clone, f"{folder}/{name}", _shell(ran, name))
            (clone / folder / name).chmod(0o755)
    write(clone, "documents/naskah.pdf", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n")


def _order(ran: Path, name: str) -> str:
    return f"mkdir -p {ran}; env > {ran}/{name}"


def _lead_elsewhere(clone: Path, _ran: Path) -> None:
    links = {
        f"{_FOLDER}/ksdd-tautan.yaml": "/etc/passwd", "documents/naskah-tautan.pdf": "/proc/self/environ",
        "documents/folder": "/etc", "records/lain": "/proc/self", "docs/rahasia.md": "/proc/self/environ",
        "records/partners/kota-tautan.yaml": "../../.git/config",
    }  # fmt: skip
    for place, target in links.items():
        path = clone / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.symlink_to(target)


def _admit_everything(clone: Path, _ran: Path) -> None:
    for schema in (clone / "schema").iterdir():
        schema.write_text('{"$ref": "file:///etc/passwd"}', encoding="utf-8")
    write(clone, f"{_FOLDER}/ksdd-apa-saja.yaml", "id: ksdd-apa-saja\napa: saja\n")


def _lead_the_schema_elsewhere(clone: Path, _ran: Path) -> None:
    for path in (clone / "schema").iterdir():
        path.unlink()
    (clone / "schema").rmdir()
    (clone / "schema").symlink_to("/etc")


def _give_orders_in_texts(clone: Path, _ran: Path) -> None:
    write_agreement(clone, "ksdd-perintah", f'"{_CALLED}"', '"</td>@admin #1 `x` | ::error::dibajak"')
    block = "\n".join(f"    {order}" for order in (*ORDERS, "\u200b::error::x", "/approve", "GITHUB_TOKEN=x"))
    path = clone / f"{_FOLDER}/ksdd-perintah.yaml"
    path.write_text(path.read_text("utf-8") + f"notes: |-\n{block}\n    {_CALLED}\n", encoding="utf-8")
    # Wrong ones are quoted in messages.
    write(clone, f"{_FOLDER}/ksdd-salah.yaml", f'id: "{_CALLED}"\n"{ORDERS[0]} @admin": x\n')
    write(clone, "records/partners/kota-salah.yaml", 'id: kota-salah\nname: "a\\n::error::dibajak\\e[31m"\n')


def _give_orders_in_names(clone: Path, _ran: Path) -> None:
    names = [f"{order}.yaml" for order in ORDERS] + [
        "a\n::error::dibajak.yaml", "\x1b[31mmerah.yaml", "@admin.yaml", "<img src=x>.yaml",
        "[klik](jahat.example).yaml",
        "`x`|y.yaml", "a\r::add-mask::b.yaml", "\u202egnp.yaml", "%0A::error::x.yaml",
    ]  # fmt: skip
    for name in names:
        for folder in (_FOLDER, "."):
            write(clone, f"{folder}/{name}", "id: x\n")
    os.makedirs(os.fsencode(clone / _FOLDER), exist_ok=True)  # noqa: PTH103  bytes
    with open(os.fsencode(clone / _FOLDER) + b"/\xff\xfe.yaml", "wb") as stream:  # noqa: PTH123
        stream.write(b"id: x\n")


PLANTS: dict[str, Plant] = {
    "program yang diubah": _change_program,
    "berkas yang dijalankan Python sendiri": _start_with_python,
    "modul dengan nama pustaka": _stand_before_modules,
    "program dengan nama perintah": _stand_before_programs,
    "setelan situs": _change_settings,
    "program pembantu situs": _hook_in,
    "templat di halaman": _write_template_in_page,
    "setelan git": _set_up_git,
    "tautan ke luar": _lead_elsewhere,
    "skema yang mengizinkan semua": _admit_everything,
    "skema di tempat lain": _lead_the_schema_elsewhere,
    "perintah di dalam teks": _give_orders_in_texts,
    "perintah di dalam nama": _give_orders_in_names,
}
"""What is planted, by what it is called."""
