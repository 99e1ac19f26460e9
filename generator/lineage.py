"""Lineage: which departments took the place of which, over any number of renamings, mergers and splits.

The line of a department holds itself and all whose place it has taken, directly or through others; where
one was split into several, it is in the line of each.
"""

from collections.abc import Mapping

from generator.register.model import Department


def find_lines(departments: Mapping[str, Department]) -> dict[str, tuple[str, ...]]:
    """Give, for each department that is in any line, the departments whose lines it is in.

    A department that has taken nobody's place has no line: it would hold itself alone. Records may run in
    a circle; then each of it is in the line of all.
    """
    after = {
        name: one.value["successors"] for name, one in departments.items() if one.value.get("successors")
    }
    heads = {successor for successors in after.values() for successor in successors}
    lines = {}
    for name in departments:
        found = set[str]()
        waiting = list(after.get(name, ()))
        while waiting:
            successor = waiting.pop()
            if successor not in found:
                found.add(successor)
                waiting += after.get(successor, ())
        if name in heads:
            found.add(name)
        if found:
            lines[name] = tuple(sorted(found))
    return lines
