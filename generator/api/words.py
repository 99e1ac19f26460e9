"""Words: every text of the site's own in both languages, for the documents stand once for all of them."""

from collections.abc import Callable
from functools import cache, lru_cache
from typing import TypeAlias, cast

from generator.edition import Edition
from generator.locale import Locale
from generator.mapping import EntrySelection
from generator.records import AgreementType
from generator.selections import Selection
from generator.text import Language
from generator.words.entries import ENTRY_DEFINITIONS, entry_title
from generator.words.explanations import TYPES
from generator.words.titles import selection_definition, selection_title, value_name

Words: TypeAlias = dict[str, str]
"""A text by its languages, ``id`` and ``en``."""

LANGUAGES: tuple[Language, ...] = ("id", "en")


class Wording:
    """Words what selections are called and what exactly they hold, each once."""

    def __init__(self, edition: Edition) -> None:
        schemas = edition.locale.schemas
        self.editions = {language: edition.speaking(Locale(language, schemas)) for language in LANGUAGES}
        """The register in both languages, whatever those of the site's pages."""
        # By the kind of selection too: as tuples, one of agreements and one of mapped needs can be the same.
        self._titles = lru_cache(maxsize=None, typed=True)(self._title)
        self._definitions = lru_cache(maxsize=None, typed=True)(self._definition)
        self.say = cache(self._say)

    def give(self, word: Callable[[Edition], str]) -> Words:
        """Give a text from what words it in one edition."""
        return {language: word(edition) for language, edition in self.editions.items()}

    def _say(self, message: str) -> Words:
        return self.give(lambda edition: edition.locale.say(message))

    def name(self, selection: Selection) -> Words:
        """Give the short name of what a selection selects."""
        return self.give(lambda edition: value_name(edition, selection))

    def title(self, selection: Selection | EntrySelection) -> Words:
        """Give the heading of a selection's own page."""
        return self._titles(selection)

    def definition(self, selection: Selection | EntrySelection) -> Words | None:
        """Give the sentence that says what exactly is counted; None where the title says it all."""
        return self._definitions(selection)

    def _title(self, selection: Selection | EntrySelection) -> Words:
        if isinstance(selection, EntrySelection):
            return self.give(lambda edition: entry_title(edition, selection))
        if selection.kind == "type":
            return self.name(selection)
        return self.give(lambda edition: selection_title(edition, selection))

    def _definition(self, selection: Selection | EntrySelection) -> Words | None:
        if isinstance(selection, EntrySelection):
            message = ENTRY_DEFINITIONS.get(selection.kind)
            return self.say(message) if message else None
        if selection.kind == "type":
            return self.say(TYPES[cast("AgreementType", selection.values[0])].about)
        words = self.give(lambda edition: selection_definition(edition, selection))
        return words if words["id"] else None
