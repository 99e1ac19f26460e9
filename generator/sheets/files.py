"""A spreadsheet's file read into its sheets: ``xlsx``, ``xls``, ``ods`` and separated text."""

import io
from collections.abc import Mapping
from pathlib import PurePath

from generator.refusal import RefusalError
from generator.sheets.archive import ArchiveError, Marks, read_marks
from generator.sheets.grid import Cell, Grid, column_letters, fill_merged, make_cell
from generator.sheets.separated import read_separated
from generator.text import Text

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 500
MAX_LETTERS = 32_767
"""How much a cell may hold: as much as a spreadsheet program lets one hold."""
_HEADINGS = 100
_MOST_CELLS = 3_000_000
_TEXT_ENDINGS = frozenset((".csv", ".tsv", ".txt"))
_BOOK_ENDINGS = frozenset((".xlsx", ".xlsm", ".xls", ".ods"))
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_ENCRYPTED_OLE = "EncryptedPackage".encode("utf-16-le")

_KIND = Text(
    '"{path}" bukan berkas tabel yang dikenal. Simpan sebagai .xlsx, .ods, atau .csv.',
    '"{path}" is no table of a known kind. Save it as .xlsx, .ods or .csv.',
)
_EMPTY = Text('"{path}" kosong.', '"{path}" is empty.')
_LARGE = Text(
    '"{path}" terlalu besar (paling besar 20 MB). Bagi menjadi beberapa berkas.',
    '"{path}" is too large (20 MB at most). Divide it into several files.',
)
_HUGE = Text(
    'Isi "{path}" jauh lebih besar daripada berkasnya, jadi tidak dibuka. Simpan ulang tabelnya saja.',
    'What "{path}" unpacks to is far larger than the file, so it was not opened. Save the table alone anew.',
)
_LONG = Text(
    'Lembar "{sheet}" pada "{path}" lebih dari 20.000 baris, 500 kolom, atau 3 juta sel. '
    "Bagi menjadi beberapa berkas.",
    'The sheet "{sheet}" in "{path}" has more than 20,000 rows, 500 columns or 3 million cells. '
    "Divide it into several files.",
)
_FULL = Text(
    'Sel {cell} pada lembar "{sheet}" di "{path}" terlalu panjang (paling banyak 32.767 huruf). '
    "Pendekkan isinya.",
    'The cell {cell} of the sheet "{sheet}" in "{path}" is too long (32,767 letters at most). Shorten it.',
)
_LOCKED = Text(
    '"{path}" dikunci dengan kata sandi. Buka, hapus kata sandinya, lalu simpan lagi.',
    '"{path}" is protected by a password. Open it, remove the password and save it again.',
)
_BROKEN = Text(
    '"{path}" rusak atau tidak dapat dibaca. Buka dengan program lembar kerja, lalu simpan ulang.',
    '"{path}" is broken or can\'t be read. Open it with a spreadsheet program and save it anew.',
)
_OTHER_KIND = Text(
    'Isi "{path}" tidak sesuai dengan akhiran namanya. Simpan ulang sebagai .xlsx, .ods, atau .csv.',
    'What "{path}" holds is not what its name says. Save it anew as .xlsx, .ods or .csv.',
)


def read_grids(data: bytes, path: str) -> list[Grid]:
    """Give the sheets of a file, with the values of merged regions in each of their cells.

    Raises RefusalError for a file that is too large, locked, broken or of another kind.
    """
    ending = PurePath(path).suffix.lower()
    if not data:
        raise RefusalError(_EMPTY, path=path)
    if len(data) > MAX_BYTES:
        raise RefusalError(_LARGE, path=path)
    if ending in _TEXT_ENDINGS:
        grids = [_read_text(data, path)]
    elif ending in _BOOK_ENDINGS:
        grids = _read_book(data, path)
    else:
        raise RefusalError(_KIND, path=path)
    for grid in grids:
        _trim(grid)
        _refuse_long(grid.name, path, len(grid.rows) - _HEADINGS, grid.width)
        _refuse_many(grid.name, path, len(grid.rows) * grid.width)
        _refuse_full(grid)
        fill_merged(grid)
    return grids


def _refuse_long(sheet: str, path: str, rows: int, columns: int) -> None:
    if rows > MAX_ROWS or columns > MAX_COLUMNS:
        raise RefusalError(_LONG, sheet=sheet, path=path)


def _refuse_many(sheet: str, path: str, cells: int) -> None:
    if cells > _MOST_CELLS:
        raise RefusalError(_LONG, sheet=sheet, path=path)


def _refuse_full(grid: Grid) -> None:
    for number, row in enumerate(grid.rows):
        for column, cell in enumerate(row):
            if len(cell.text) > MAX_LETTERS:
                name = f"{column_letters(column)}{number + 1}"
                raise RefusalError(_FULL, cell=name, sheet=grid.name, path=grid.file)


def _read_text(data: bytes, path: str) -> Grid:
    if data.startswith((_ZIP, _OLE)):
        raise RefusalError(_OTHER_KIND, path=path)
    try:
        return read_separated(data, path, PurePath(path).stem, MAX_ROWS + _HEADINGS, _MOST_CELLS)
    except ValueError:
        raise RefusalError(_OTHER_KIND, path=path) from None


def _read_book(data: bytes, path: str) -> list[Grid]:
    import python_calamine  # noqa: PLC0415  loaded only where a spreadsheet is read

    marks = _find_marks(data, path)
    _refuse_far(marks, path)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        grids = []
        for about in book.sheets_metadata:
            if about.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(about.name)
            _refuse_long(about.name, path, sheet.total_height // 10, sheet.total_width // 10)
            grid = Grid(path, about.name, [[make_cell(value) for value in row] for row in _rows(sheet)])
            grid.is_hidden = about.visible != python_calamine.SheetVisibleEnum.Visible
            grid.merged = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
            _apply_marks(grid, marks.get(about.name))
            grids.append(grid)
    except RefusalError:
        raise
    except python_calamine.PasswordError:
        raise RefusalError(_LOCKED, path=path) from None
    except (python_calamine.CalamineError, ValueError, OSError, OverflowError):
        raise RefusalError(_BROKEN, path=path) from None
    except BaseException as error:
        # What the library was not ready for is a broken file to its user.
        if type(error).__name__ == "PanicException":
            raise RefusalError(_BROKEN, path=path) from None
        raise
    return grids


def _refuse_far(marks: Mapping[str, Marks], path: str) -> None:
    """Refuse sheets whose cells reach too far before the library makes room for every cell up to the last.

    It ends the whole program where there is not that much memory.
    """
    cells = 0
    for name, one in marks.items():
        _refuse_long(name, path, one.height // 10, one.width // 10)
        cells += one.height * one.width
        _refuse_many(name, path, cells)


def _rows(sheet: object) -> list[list[object]]:
    rows: list[list[object]] = sheet.to_python(skip_empty_area=False)  # type: ignore[attr-defined]
    return rows


def _find_marks(data: bytes, path: str) -> dict[str, Marks]:
    if data.startswith(_OLE):
        if _ENCRYPTED_OLE in data:
            raise RefusalError(_LOCKED, path=path)
        return {}
    if not data.startswith(_ZIP):
        raise RefusalError(_OTHER_KIND, path=path)
    try:
        return read_marks(data)
    except ArchiveError as error:
        text = {"huge": _HUGE, "encrypted": _LOCKED}.get(error.reason, _BROKEN)
        raise RefusalError(text, path=path) from None


def _apply_marks(grid: Grid, marks: Marks | None) -> None:
    if marks is None:
        return
    grid.merged = grid.merged or marks.merged
    grid.hidden_rows = marks.hidden_rows
    for (row, column), text in marks.broken.items():
        if row < len(grid.rows) and column < len(grid.rows[row]) and not grid.rows[row][column].text:
            grid.rows[row][column] = Cell(text)


def _trim(grid: Grid) -> None:
    """Take away the empty rows at the end, of which spreadsheets keep any number."""
    while grid.rows and not any(cell.text.strip() for cell in grid.rows[-1]):
        grid.rows.pop()
