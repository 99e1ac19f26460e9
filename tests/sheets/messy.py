"""A table of two hundred rows as offices keep them, wholly invented: every mess, in three kinds of files.

Each row knows what must become of it: a record with these values, or a remark on these cells.
"""

import csv
import datetime
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import openpyxl
from odf import opendocument, table, text

Value: TypeAlias = str | float | int | datetime.date

ROWS = 200
TOP = (
    "No", "Jenis", "Tentang", "Bentuk Naskah", "Mitra", "Nomor", "Nomor", "Tanggal TTD", "Jangka Waktu",
    "Nilai (Rp)", "OPD", "Bidang", "Tujuan", "Ruang Lingkup", "Link", "Ket.", "Warna Map",
)  # fmt: skip
BELOW = {5: "Pihak I", 6: "Pihak II"}
HEAD_ROW = 4
"""The row of the headings, counted from 1; two titles and an empty row stand above it."""
LETTERS = {
    "type": "B", "title": "C", "kind": "D", "partners": "E", "own_number": "F", "partner_numbers": "G",
    "date": "H", "term": "I", "value": "J", "department": "K", "subject": "L", "purpose": "M", "url": "O",
    "notes": "P",
}  # fmt: skip
_KEYS = ("number", *list(LETTERS)[:12], "scope", "url", "notes", "colour")

_PARTNERS = {
    "ksdd": ("Pemerintah Kota Contoh Makmur", "Pemerintah Kabupaten Contoh Lestari"),
    "ksdpk": ("Universitas Contoh Embun Cendekia", "PT Contoh Amanah Pertiwi"),
    "sinergi": ("Komisi Pemilihan Umum Contoh Makmur", "Kantor Wilayah Contoh Bidang Layanan Kesehatan"),
    "ksdpl": ("Pemerintah Kota Contoh Baekhwa, Korea Selatan",),
}
_DEPARTMENTS = ("Dinas Kesehatan", "Bagian Kerja Sama", "Dinas Komunikasi, Informatika, dan Persandian")
_KINDS = ("PKS", "Perjanjian Kerjasama", "KB", "Kesepakatan Bersama", "nota kesepakatan")
_ORDER = ("ksdd", "ksdpk", "ksdpl", "sinergi")
_SERIAL = datetime.date(1899, 12, 30)


@dataclass
class MessyRow:
    """One row, or several that are one record: its cells, its merged cells, and what must become of it."""

    type: str
    cells: dict[str, Value]
    more: list[dict[str, Value]] = field(default_factory=list)
    """Rows below that belong to the same record, by merged cells."""
    wanted: dict[str, Any] = field(default_factory=dict)
    """Values that the record must have, by dotted key."""
    wrong: tuple[str, ...] = ()
    """The columns that must be named, by key; empty for a good row."""
    raw: str = ""
    """A whole line that is no record: a section, a total, a repeated heading, nothing."""
    broken: str = ""
    """The key of the cell whose formula failed."""


def make_rows() -> list[MessyRow]:
    """Give the rows, with what stands between them."""
    rows: list[MessyRow] = []
    for index in range(ROWS):
        if index % 50 == 0:
            rows.append(MessyRow("", {}, raw=f"{'ABCD'[index // 50]}. {_ORDER[index // 50].upper()}"))
        if index % 50 == 25:
            rows.append(MessyRow("", {}, raw="kosong" if index % 100 == 25 else "judul"))
        row = _plain_row(index)
        _MESSES[index % len(_MESSES)](row, index)
        rows.append(row)
    rows.append(MessyRow("", {}, raw="Jumlah"))
    return rows


def _plain_row(index: int) -> MessyRow:
    kind = _ORDER[index // 50]
    day = datetime.date(2019, 1, 15) + datetime.timedelta(days=9 * index)
    title = f"Perjanjian rekaan nomor {index + 1} tentang layanan bersama"
    partner = _PARTNERS[kind][index % len(_PARTNERS[kind])]
    number = f"{index + 1:03}/KS/{day.year}"
    cells: dict[str, Value] = {
        "number": index + 1, "type": kind.upper(), "title": title, "kind": _KINDS[index % len(_KINDS)],
        "partners": partner, "own_number": number, "date": f"{day.day}/{day.month}/{day.year}",
        "term": "3 tahun", "department": _DEPARTMENTS[index % len(_DEPARTMENTS)],
        "subject": "layanan bersama", "purpose": "Layanan kedua pihak saling melengkapi.",
        "url": f"https://contoh.example/{index + 1}",
    }  # fmt: skip
    wanted = {"title": title, "signing.date": day.isoformat(), "parties.0.number": number}
    return MessyRow(kind, cells, wanted=wanted)


def _day(index: int) -> datetime.date:
    return datetime.date(2019, 1, 15) + datetime.timedelta(days=9 * index)


_MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()


def _as_words(row: MessyRow, index: int) -> None:
    day = _day(index)
    row.cells["date"] = f"Senin, {day.day} {_MONTHS[day.month - 1]} {day.year}"


def _as_date(row: MessyRow, index: int) -> None:
    row.cells["date"] = _day(index)


def _as_serial(row: MessyRow, index: int) -> None:
    row.cells["date"] = float((_day(index) - _SERIAL).days)


def _about(row: MessyRow, index: int) -> None:
    row.cells["date"] = f"sekitar {_MONTHS[_day(index).month - 1]} {_day(index).year}"
    row.wanted["signing.date"] = f"{_day(index):%Y-%m}~"


def _unknown_date(row: MessyRow, _index: int) -> None:
    row.cells["date"] = "tidak diketahui"
    row.wanted["signing.date"] = None
    row.wanted["unknown.0.about"] = "signing-date"


def _term_in_words(row: MessyRow, _index: int) -> None:
    row.cells["term"] = "3 (tiga) tahun"
    row.wanted |= {"term.duration.years": 3, "term.as_stated": "3 (tiga) tahun"}


def _term_open(row: MessyRow, _index: int) -> None:
    row.cells["term"] = "s.d. selesai"
    row.wanted |= {"term.as_stated": "s.d. selesai", "term.duration": None}


def _term_until(row: MessyRow, _index: int) -> None:
    row.cells["term"] = "s/d 31 Desember 2027"
    row.wanted["term.end"] = "2027-12-31"


def _two_lines(row: MessyRow, _index: int) -> None:
    row.cells["partners"] = "\n".join(_two(row))
    row.cells["partner_numbers"] = "-\nB-77/2020"
    row.wanted |= {"parties.1.number": None, "parties.2.number": "B-77/2020"}


def _two_joined(row: MessyRow, _index: int) -> None:
    row.cells["partners"] = " dan ".join(_two(row))
    row.wanted["parties.2.partner"] = True


def _two_numbered(row: MessyRow, _index: int) -> None:
    row.cells["partners"] = f"1. {_two(row)[0]} 2. {_two(row)[1]}"
    row.wanted["parties.2.partner"] = True


def _two(row: MessyRow) -> tuple[str, str]:
    names = _PARTNERS[row.type]
    return (names[0], names[1]) if len(names) > 1 else (names[0], "Institut Contoh Hanamura, Jepang")


def _over_two_rows(row: MessyRow, index: int) -> None:
    first, second = _two(row)
    row.cells |= {"partners": first, "partner_numbers": f"B-{index}/2021"}
    row.more.append({"partners": second})
    row.wanted |= {"parties.1.number": f"B-{index}/2021", "parties.2.partner": True, "parties.2.number": None}


def _money_in_full(row: MessyRow, _index: int) -> None:
    row.cells["value"] = "Rp1.250.000.000,00"
    row.wanted["value.total.amount"] = 1_250_000_000


def _money_as_number(row: MessyRow, _index: int) -> None:
    row.cells["value"] = 250_000_000.0
    row.wanted["value.total.amount"] = 250_000_000


def _money_short(row: MessyRow, _index: int) -> None:
    row.cells["value"] = "Rp 1,25 miliar"
    row.wanted |= {"value.total.amount": 1_250_000_000, "value.total.as_stated": "Rp 1,25 miliar"}


def _same_as_above(row: MessyRow, index: int) -> None:
    row.cells |= {"department": "sda", "subject": "idem"}
    row.wanted |= {"departments.0.department": True, "subject": "layanan bersama"}
    del index


def _short_name(row: MessyRow, _index: int) -> None:
    row.cells["partners"] = str(row.cells["partners"]).replace("Pemerintah Kota", "Pemkot").upper()


def _year_as_number(row: MessyRow, index: int) -> None:
    row.cells |= {"own_number": 2012.0 + index, "scope": "1. Layanan satu\n2. Layanan dua; dan lain-lain"}
    row.wanted |= {
        "parties.0.number": str(2012 + index),
        "scope": ["Layanan satu", "Layanan dua; dan lain-lain"],
    }


def _bad(changes: dict[str, Value], *wrong: str) -> Any:
    def spoil(row: MessyRow, _index: int) -> None:
        row.cells |= changes
        row.wrong = wrong or tuple(changes)

    return spoil


def _misspelt(row: MessyRow, _index: int) -> None:
    row.cells["partners"] = str(row.cells["partners"]).replace("Contoh", "Contho")
    row.wrong = ("partners",)


def _missing(row: MessyRow, _index: int) -> None:
    del row.cells["purpose"]
    row.wrong = ("purpose",)


def _broken_formula(row: MessyRow, _index: int) -> None:
    row.cells["value"] = "#REF!"
    row.broken = "value"
    row.wrong = ("value",)


_MESSES = (
    _as_words, _as_date, _as_serial, _term_in_words, _bad({"partners": "PT Tidak Tercatat Sama Sekali"}),
    _two_lines, _two_joined, _term_open, _bad({"date": "31/02/2024"}), _two_numbered, _over_two_rows,
    _bad({"date": "17/05/24"}), _money_in_full, _money_as_number, _bad({"value": "1,250"}), _money_short,
    _same_as_above, _bad({"term": "3 (lima) tahun"}), _short_name, _term_until, _bad({"kind": "Surat biasa"}),
    _about, _unknown_date, _year_as_number, _missing, _as_date, _broken_formula, _as_words, _misspelt,
    _bad({"url": "contoh tanpa alamat"}), _bad({"notes": "Hubungi NIK 3471021703990003."}), _as_serial,
    _bad({"department": "Dinas Kesehatn"}), _bad({"date": "17/05/24", "value": "dua juta-an"}),
)  # fmt: skip


def iterate_lines(rows: list[MessyRow]) -> Iterator[tuple[MessyRow, list[Value | None], bool]]:
    """Give each line of the table below its headings, with the row it belongs to and whether it begins it."""
    for row in rows:
        if row.raw:
            yield row, _raw_line(row.raw), True
            continue
        yield row, [row.cells.get(key) for key in _KEYS], True
        for more in row.more:
            yield row, [more.get(key) for key in _KEYS], False


def _raw_line(raw: str) -> list[Value | None]:
    if raw == "judul":
        return [BELOW.get(column, heading) for column, heading in enumerate(TOP)]
    line: list[Value | None] = [None] * len(TOP)
    if raw == "Jumlah":
        line[0], line[9] = raw, 2_750_000_000
    elif raw != "kosong":
        line[0] = raw
    return line


def first_line() -> int:
    """Give the number, from 1, of the first row below the headings and the row that numbers the columns."""
    return HEAD_ROW + 3


def write_xlsx(rows: list[MessyRow]) -> bytes:
    """Give the table as a workbook with merged cells, hidden rows, a broken formula and other sheets."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Rekap"
    sheet["A1"] = "Rekapitulasi"
    sheet = book.create_sheet("Daftar Kerja Sama")
    for number, words in enumerate(("DAFTAR KERJA SAMA DAERAH (REKAAN)", "TAHUN 2019 S.D. 2024"), 1):
        sheet.cell(number, 1, words)
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=len(TOP))
    _write_head(sheet)
    for number, (row, line, begins) in enumerate(iterate_lines(rows), first_line()):
        for column, value in enumerate(line, 1):
            cell = sheet.cell(number, column)
            cell.value = value
            if row.broken and column == _KEYS.index(row.broken) + 1:
                cell.data_type = "e"
        if row.raw and row.raw not in ("judul", "kosong", "Jumlah"):
            sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=len(TOP))
        if not begins:
            for key in ("number", "type", "title", "own_number", "date"):
                column = _KEYS.index(key) + 1
                sheet.merge_cells(
                    start_row=number - 1, end_row=number, start_column=column, end_column=column
                )
    sheet.row_dimensions[first_line() + 5].hidden = True
    hidden = book.create_sheet("Tersembunyi")
    hidden["A1"] = "apa saja"
    hidden.sheet_state = "hidden"
    return _save(book)


def _write_head(sheet: Any) -> None:
    for column, heading in enumerate(TOP, 1):
        sheet.cell(HEAD_ROW, column, heading)
        sheet.cell(HEAD_ROW + 2, column, column)
        if column - 1 in BELOW:
            sheet.cell(HEAD_ROW + 1, column, BELOW[column - 1])
        else:
            sheet.merge_cells(
                start_row=HEAD_ROW, end_row=HEAD_ROW + 1, start_column=column, end_column=column
            )
    sheet.merge_cells(start_row=HEAD_ROW, end_row=HEAD_ROW, start_column=6, end_column=7)


def _save(book: openpyxl.Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def write_csv(rows: list[MessyRow], encoding: str = "cp1252", separator: str = ";") -> bytes:
    """Give the table as separated text, in which nothing is merged."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=separator)
    writer.writerows([["DAFTAR KERJA SAMA DAERAH (REKAAN)"], ["TAHUN 2019 S.D. 2024"], []])
    writer.writerow(["" if column == 6 else heading for column, heading in enumerate(TOP)])
    writer.writerow([BELOW.get(column, "") for column in range(len(TOP))])
    writer.writerow([str(column) for column in range(1, len(TOP) + 1)])
    for _row, line, _begins in iterate_lines(rows):
        writer.writerow([_spell(value) for value in line])
    return target.getvalue().encode(encoding)


def _spell(value: Value | None) -> str:
    if isinstance(value, datetime.date):
        return f"{value.day}/{value.month}/{value.year}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def write_ods(rows: list[MessyRow]) -> bytes:
    """Give the table as an OpenDocument sheet with merged cells."""
    document = opendocument.OpenDocumentSpreadsheet()
    sheet = table.Table(name="Daftar Kerja Sama")
    lines = list(iterate_lines(rows))
    top = [["DAFTAR KERJA SAMA DAERAH (REKAAN)"], ["TAHUN 2019 S.D. 2024"], []]
    for cells in top:
        sheet.addElement(_ods_row([_ods_cell(cell) for cell in cells] or [table.TableCell()]))
    head = [
        table.CoveredTableCell()
        if column == 6
        else _ods_cell(heading, right=2)
        if column == 5
        else _ods_cell(heading, down=2)
        for column, heading in enumerate(TOP)
    ]
    sheet.addElement(_ods_row(head))
    below = [
        _ods_cell(BELOW[column]) if column in BELOW else table.CoveredTableCell()
        for column in range(len(TOP))
    ]
    sheet.addElement(_ods_row(below))
    sheet.addElement(_ods_row([_ods_cell(column) for column in range(1, len(TOP) + 1)]))
    spanned = [_KEYS.index(key) for key in ("number", "type", "title", "own_number", "date")]
    for number, (_row, line, begins) in enumerate(lines):
        is_double = number + 1 < len(lines) and not lines[number + 1][2]
        cells = [
            table.CoveredTableCell()
            if column in spanned and not begins
            else _ods_cell(value, down=2 if is_double and column in spanned else 1)
            for column, value in enumerate(line)
        ]
        sheet.addElement(_ods_row(cells))
    document.spreadsheet.addElement(sheet)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _ods_row(cells: list[Any]) -> Any:
    row = table.TableRow()
    for cell in cells:
        row.addElement(cell)
    return row


def _ods_cell(value: Value | None, down: int = 1, right: int = 1) -> Any:
    spans = {"numberrowsspanned": down, "numbercolumnsspanned": right} if down > 1 or right > 1 else {}
    if value is None:
        return table.TableCell(**spans)
    if isinstance(value, datetime.date):
        cell = table.TableCell(valuetype="date", datevalue=value.isoformat(), **spans)
    elif isinstance(value, int | float):
        cell = table.TableCell(valuetype="float", value=str(value), **spans)
    else:
        cell = table.TableCell(valuetype="string", **spans)
    for line in str(value).split("\n"):
        cell.addElement(text.P(text=line))
    return cell
