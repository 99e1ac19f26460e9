"""Drift: changes to a register that keep it sound, most of them, and that move it about in its counts."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generator.canonical import render_record
from generator.read.strict_yaml import read_mapping


class Drift:
    """Draws changes that keep a register sound, most of them, and that move it about in its counts."""

    def __init__(self, root: Path, draw: random.Random) -> None:
        self._root, self._draw = root, draw
        names = ("agreements/*", "partners", "departments", "affairs", "mapping/*")
        self._files = {name.partition("/")[0]: sorted(root.glob(f"records/{name}/*.yaml")) for name in names}

    def _id(self, kind: str) -> str:
        return self._draw.choice(self._files[kind]).stem

    def make(self) -> Path:
        """Change one record, and give its file."""
        kinds = ("agreements", "agreements", "agreements", "partners", "departments", "affairs", "mapping")
        kind = self._draw.choice(kinds)
        path = self._draw.choice(self._files[kind])
        value: Any = dict(read_mapping(path.read_bytes())[0] or {})
        slips: dict[str, Callable[[Any], None]] = {
            "agreements": self._slip_agreement,
            "partners": lambda one: one.update(category=self._draw.choice(("koperasi", "yayasan", "bumn"))),
            "departments": self._slip_department,
            "affairs": lambda one: one.update(group=self._draw.choice(("pilihan", "penunjang"))),
            "mapping": self._slip_mapping,
        }
        slips[kind](value)
        path.write_text(render_record(value), encoding="utf-8")
        return path

    def _slip_agreement(self, value: Any) -> None:
        draw = self._draw
        year, month = draw.randint(2015, 2028), draw.randint(1, 9)
        evaluation = {"period": {"year": min(year, 2026), "semester": draw.choice((1, 2))},
                      "evaluator": self._id("departments"), "state": "berjalan",
                      "recommendation": "diperluas"}  # fmt: skip
        relation = {"type": draw.choice(("extends", "renews", "replaces", "implements")),
                    "agreement": self._id("agreements")}  # fmt: skip
        changes: list[dict[str, Any]] = [
            {"term": {**value.get("term", {}), "end": f"{year}-0{month}-11"}},
            {"signing": {"date": f"{min(year, 2026)}-0{month}-04"}},
            {"withdrawn": {"date": "2026-01-02", "reason": "Uji."}},
            {"departments": [{"department": self._id("departments")}]},
            {"affairs": [self._id("affairs")]},
            {"relations": [relation]},
            {"evaluations": [evaluation]},
            {"evaluations": [], "termination": {"date": f"{year}-0{month}-01"}},
            {"departments": [], "affairs": []},
            {"signing": {}, "relations": []},
            {"parties": [value["parties"][0], {"partner": self._id("partners")}]},
        ]
        value.update(draw.choice(changes))
        for key in [key for key, item in value.items() if item in ([], {})]:
            del value[key]

    def _slip_department(self, value: Any) -> None:
        successors = {self._id("departments") for _ in range(self._draw.choice((0, 1, 1, 2)))}
        value["successors"] = sorted(successors - {value["id"]})
        if not value["successors"]:
            del value["successors"]

    def _slip_mapping(self, value: Any) -> None:
        value.pop("realised_by", None)
        value["status"] = self._draw.choice(("terwujud", "ditunda"))
        if value["status"] == "terwujud" and self._draw.random() < 0.8:
            value["realised_by"] = [self._id("agreements")]
