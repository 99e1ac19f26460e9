"""A text in both languages of the register."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Language: TypeAlias = Literal["id", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """The same sentence in Indonesian and English; ``{name}`` marks a parameter."""

    id: str
    en: str

    def render(self, language: Language, /, **params: str) -> str:
        """Give the sentence in one language with its parameters filled in."""
        template = self.id if language == "id" else self.en
        return template.format(**params) if params else template
