"""The data dictionary: every table, column and code of the files, in both languages."""

import html
import re

from builtsite import BuiltSite
from registers import SCHEMAS

from generator.locale import Locale
from generator.tables.meanings import explain_column
from generator.tables.tables import TABLES

PLACE = "data/kamus/"


def test_it_holds_every_column_of_every_table(built: BuiltSite) -> None:
    for root, language in (("", "id"), ("en/", "en")):
        page = (built.folder / root / PLACE / "index.html").read_text(encoding="utf-8")
        locale = Locale(language, SCHEMAS)  # type: ignore[arg-type]
        parts = re.split(r'<h2 id="(\w+)">', page)[1:]
        told = dict(zip(parts[::2], parts[1::2], strict=True))
        assert list(told) == [table.name for table in TABLES]
        for table in TABLES:
            part = told[table.name]
            assert re.findall(r'<th scope="row"><code>(\w+)</code>', part) == list(table.names)
            text = html.unescape(re.sub(r"<[^>]*>", "", part))
            for column in table.columns:
                meaning = explain_column(column, locale)
                assert meaning.title in text
                assert meaning.text in text
                assert all(f"{code}: {name}" in text for code, name in meaning.choices), column.name


def test_the_data_page_leads_to_it_and_it_to_the_files(built: BuiltSite) -> None:
    for root in ("", "en/"):
        facts = built.pages[f"{root}data/"]
        assert (f"{root}{PLACE}", "") in {built.target(f"{root}data/", link) for link in facts.links}
        files = [built.target(root + PLACE, link) for link in built.pages[root + PLACE].links]
        for name in ("data/datapackage.json", "data/catalog.jsonld", "data/agreements.csv"):
            assert (name, "") in files
            assert (built.folder / name).is_file()
