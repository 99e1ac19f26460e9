"""A text in both languages of the register."""

from typing import Literal, NamedTuple, TypeAlias

Language: TypeAlias = Literal["id", "en"]


class Text(NamedTuple):
    """The same sentence in Indonesian and English; ``{name}`` marks a parameter."""

    id: str
    en: str

    def render(self, language: Language, /, **params: str) -> str:
        """Give the sentence in one language with its parameters filled in."""
        template = self.id if language == "id" else self.en
        return template.format(**params) if params else template
