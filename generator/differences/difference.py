"""A difference: everything there is to say of a change to a register, as one value for all reports."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from generator.check.finding import Finding
from generator.differences.figures import FigureChange
from generator.differences.records import RecordChange
from generator.differences.second_looks import SecondLook
from generator.text import Text

Untold: TypeAlias = Literal["errors-before", "errors-after", "nothing-before", "nothing-after"]
"""Why numbers and pages can't be told: a site is only built of a register without errors."""


@dataclass(frozen=True, slots=True)
class Ends:
    """What is compared: as it was asked for, and as it was found."""

    base: str
    """The name that was given."""
    base_commit: str
    head: str
    """The name that was given; empty for the folder with all that is not committed."""
    head_commit: str
    is_exact: bool
    """Whether the base itself was asked for, not the commit from which both came."""
    is_parted: bool = False
    """Whether the commit from which both came is another than the base."""


@dataclass(frozen=True, slots=True)
class NamedFigure:
    """A number that changed, with what it is called."""

    change: FigureChange
    name: Text


@dataclass(frozen=True, slots=True)
class PageChange:
    """A page that appears or vanishes: its address and, where a record has it, what that is called."""

    address: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """What a change does to a register."""

    ends: Ends
    as_of: str
    records: tuple[RecordChange, ...]
    broken: tuple[str, ...]
    """Changed files that hold no sound record now: of these nothing can be told."""
    mended: tuple[str, ...]
    """Changed files that hold a sound record now and held none before."""
    second_looks: tuple[SecondLook, ...]
    untold: Untold | None
    figures: tuple[NamedFigure, ...]
    new_pages: tuple[PageChange, ...]
    gone_pages: tuple[PageChange, ...]
    new_findings: tuple[Finding, ...]
    mended_findings: tuple[Finding, ...]
    other_files: tuple[str, ...]
    """Changed files that hold no records: they change what the site is made with, not what it says."""
    documents: tuple[str, ...]
    """Changed files that are kept beside the records."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        told = (self.records, self.broken, self.mended, self.other_files, self.documents, self.new_findings,
                self.mended_findings, self.figures)  # fmt: skip
        return not any(told)

    @property
    def is_refused(self) -> bool:
        """Whether the change brings an error, or deletes a record."""
        return self.brings_errors or any(change.what == "removed" for change in self.records)

    @property
    def brings_errors(self) -> bool:
        """Whether the check finds an error that was not there before."""
        return any(finding.severity == "error" for finding in self.new_findings)


def compare_findings(
    old: Iterable[Finding], new: Iterable[Finding], renamed: dict[str, str]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Give the findings that came and those that went; one that only stands on another line did neither.

    ``renamed`` gives the files whose record stands in another now.
    """
    before, after = list(old), list(new)
    came = _subtract(after, [_key(one, renamed) for one in before], {})
    went = _subtract(before, [_key(one, {}) for one in after], renamed)
    return tuple(came), tuple(went)


def _key(finding: Finding, renamed: dict[str, str]) -> tuple[str, str, str]:
    return finding.rule, renamed.get(finding.file, finding.file), finding.message


def _subtract(
    findings: Sequence[Finding], keys: Iterable[tuple[str, str, str]], renamed: dict[str, str]
) -> list[Finding]:
    left = Counter(keys)
    found = []
    for finding in findings:
        key = _key(finding, renamed)
        if left[key]:
            left[key] -= 1
        else:
            found.append(finding)
    return found
