"""The ids that files bear are those that going through all files gives."""

from hypothesis import given
from hypothesis import strategies as st

from generator.check.identifiers import PresentIds
from generator.records import FOLDERS, REGISTRY_FILE, identify

_GROUPS = ("", "ksdd/", "sinergi/", "lain/", "2024/", "20x4/", "ksdd/dalam/")
_NAMES = ("a", "b.yaml", "registry", ".yaml", "a/b", "\udcff", "é")
_TOPS = (*FOLDERS, "lain")
_FILES = [
    *(
        f"records/{top}/{group}{name}.yaml"
        for top in (*FOLDERS, "lain")
        for group in _GROUPS
        for name in _NAMES
    ),
    *(f"records/{name}.yaml" for name in _NAMES),
    "documents/agreements/ksdd/a.yaml",
]
_KINDS = (*FOLDERS.values(), "registry", "lain")


@given(st.sets(st.sampled_from(_FILES)))
def test_files_are_found_by_their_ids(files: set[str]) -> None:
    ids = PresentIds(dict.fromkeys(sorted(files)))
    assert set(ids) == set(filter(None, map(identify, files)))
    assert len(ids) == len(list(ids))
    for kind in _KINDS:
        for name in _NAMES:
            expected = [file for file in sorted(files) if identify(file) == (kind, name)]
            assert ids.find_files(kind, name) == expected
            assert ((kind, name) in ids) == bool(expected)
    assert (REGISTRY_FILE in files) == (("registry", "registry") in ids)
