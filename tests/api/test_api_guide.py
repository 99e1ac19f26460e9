"""The guide to the API: its addresses are paths of the API, its examples run."""

import contextlib
import io
import re

import pytest
from apidocuments import Api
from builtsite import BuiltSite
from conftest import serve
from registers import ROOT

_GUIDES = ["docs/panduan/api.md", "docs/en/panduan/api.md"]
_INVENTED = {
    "mitra/pemkab-rekaan": "mitra/pemerintah-kabupaten-contoh-lestari",
    "jenis/ksdd/2024": "jenis/ksdd/2021",
    "ksdd-rekaan-2024-pks": "ksdd-ketahanan-pangan-2021-0012",
}
"""What stands in the sample in place of what the guide has made up."""


def _read(guide: str) -> str:
    text = (ROOT / guide).read_text("utf-8")
    for made_up, there in _INVENTED.items():
        text = text.replace(made_up, there)
    return text


@pytest.mark.parametrize("guide", _GUIDES)
def test_its_addresses_are_there(guide: str, sample: BuiltSite) -> None:
    api = Api(sample)
    addresses = set(re.findall(r"\b((?:api/v1|data|mitra)/[\w./-]*\.(?:json|csv))", _read(guide)))
    assert len(addresses) > 8
    for address in addresses:
        assert (sample.folder / address).is_file(), address
        if address.startswith("api/"):
            assert api.match(address), address


@pytest.mark.parametrize("guide", _GUIDES)
def test_its_program_runs(guide: str, sample: BuiltSite) -> None:
    (program,) = re.findall(r"``` ?(?:python|\{ \.python[^\n]*)\n(.*?)```", _read(guide), re.DOTALL)
    told = io.StringIO()
    with serve(sample) as address, contextlib.redirect_stdout(told):
        exec(program.replace("https://contoh.example/", address), {})  # noqa: S102  the guide's own example
    lines = told.getvalue().splitlines()
    assert len(lines) == 10
    assert all(re.match(r"[0-9]+ .+ http://127\.0\.0\.1:[0-9]+/mitra/.+/$", line) for line in lines)


def test_what_its_commands_ask_for_is_there(sample: BuiltSite) -> None:
    api = Api(sample)
    agreement = api.read("api/v1/kerja-sama/ksdd-ketahanan-pangan-2021-0012/index.json")
    assert agreement["record"]["id"] == agreement["id"]
    assert set(agreement["computed"]["end"]) == {"text", "earliest", "latest", "is_exact"}
    numbers = [one for one in api.read("api/v1/statistik/index.json")["numbers"] if one["key"] == "in-force"]
    assert [set(one["definition"]) for one in numbers] == [{"id", "en"}]
    assert all(
        one["status"] and one["title"] for one in api.read("api/v1/kerja-sama/index.json")["agreements"]
    )
