"""What the theme must know of a register: its name, its standing, where it lives, and in which language."""

import html
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generator.addresses import LANGUAGE_ROOTS, SECTIONS, document_address
from generator.home import is_lent
from generator.locale import load_catalogue
from generator.own_pages import render_language
from generator.snapshot import Snapshot
from generator.text import Language


@dataclass(frozen=True, slots=True)
class Turn:
    """The way from a page to the same page in another language."""

    language: Language
    name: str
    root: str
    """From the root of this language's pages to that of the other's."""


_NAMES: dict[Language, str] = {"id": "Bahasa Indonesia", "en": "English"}


@dataclass(frozen=True, slots=True)
class SiteIdentity:
    """The register's face on every page, the hand-written ones included; texts ready to stand in HTML."""

    language: Language
    languages: tuple[Language, ...]
    name: str
    description: str
    notice: str
    standing: str
    site_url: str
    place: str
    crest: str
    """The address of the picture of the crest; empty where there is none."""
    repository_url: str = ""
    past: str = ""
    """The sentence of a site that shows a past day; empty for the present."""
    own_pages: tuple[tuple[str, str], ...] = ()
    """What stands in place of the program's pages that are another register's own: place and Markdown."""
    sections: tuple[str, ...] = SECTIONS
    """The sections whose pages are generated."""

    def say(self, message: str) -> str:
        """Give a message of the catalogue."""
        return escape_text(load_catalogue(self.language).gettext(message))

    def find_own(self, place: str) -> str | None:
        """Give what stands in place of one of the program's pages; None where that is the register's too."""
        return dict(self.own_pages).get(place)

    @property
    def address(self) -> str:
        """The public address of this language's pages; empty where the site's is not known."""
        base = self.site_url.rstrip("/")
        return f"{base}/{LANGUAGE_ROOTS[self.language]}" if base else ""

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The ways to the site's other languages."""
        back = "../" * LANGUAGE_ROOTS[self.language].count("/")
        return tuple(
            Turn(other, _NAMES[other], back + LANGUAGE_ROOTS[other])
            for other in self.languages
            if other != self.language
        )

    def speaking(
        self,
        language: Language,
        registry: Any,  # noqa: ANN401  a record's value
        snapshot: Snapshot | None,
    ) -> "SiteIdentity":
        """Give the same face in another language."""
        past = escape_text(snapshot.tell(language)) if snapshot else ""
        notice = escape_text(registry["standing_notice"][language])
        spoken = replace(self, language=language, notice=notice, past=past)
        about = load_catalogue(language).gettext("Cooperation agreements of %(government)s")
        return replace(spoken, description=escape_text(about % {"government": registry["government_name"]}))


def escape_text(text: str) -> str:
    """Give a text as HTML: the theme escapes nothing, and the marks of a shell must not stand in it."""
    return html.escape(text).replace("@", "&#64;")


def list_languages(registry: Any) -> tuple[Language, ...]:  # noqa: ANN401  a record's value
    """Give the languages of a register's site: Indonesian, which stands at the root, then the others."""
    return ("id", *(language for language in registry.get("other_languages", ()) if language != "id"))


def read_identities(
    registry: Any,  # noqa: ANN401  a record's value
    snapshot: Snapshot | None = None,
    root: Path | None = None,
) -> tuple[SiteIdentity, ...]:
    """Give the identity that a registry record states, in each language of the site.

    ``snapshot`` is what a site of a past day says of itself. ``root`` is the register's folder: where it
    has no hand-written pages of a language, the program lends its own, but for those of its own register.
    """
    languages = list_languages(registry)
    plain = SiteIdentity(
        language="id",
        languages=languages,
        name=escape_text(registry["name"]),
        description="",
        notice="",
        standing=registry["standing"],
        site_url=registry.get("site_url", ""),
        place=escape_text(registry["place_name"]),
        crest=document_address(registry["crest"]) if "crest" in registry else "",
        repository_url=registry.get("repository_url", ""),
    )
    return tuple(
        replace(
            plain.speaking(language, registry, snapshot),
            own_pages=tuple(render_language(registry, language).items()) if _is_lent(root, language) else (),
        )
        for language in languages
    )


def _is_lent(root: Path | None, language: Language) -> bool:
    return root is not None and is_lent(root, f"docs/{LANGUAGE_ROOTS[language]}")
