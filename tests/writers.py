"""The commands that write records, each with a register that it changes, for tests that stop it midway."""

import os
import re
import shutil
from pathlib import Path

from killing import Tree, read_tree
from registers import KB, PARTNER, PKS, copy_base
from smallregister import run

from generator.read.files import list_record_files

_REMARK = "# catatan petugas yang tidak boleh hilang\n"
_CHANGING = frozenset(("os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "os.chmod"))
_TABLE = (
    "Judul,Jenis naskah,Mitra,Nomor naskah kami,Tanggal penandatanganan,Jangka waktu,Pokok,"
    "Maksud dan tujuan,Alamat sumber,Kategori mitra\n"
    "Perjanjian uji air,PKS,Universitas Rekaan Utara,90/PKS/2024,17/05/2024,2 tahun,air minum,"
    "Air minum mengalir.,https://contoh.example/9,Perguruan tinggi\n"
)
_DEED = ("--number", "1/ADD/2025", "--source", "https://contoh.example/adendum")
WRITERS: dict[str, tuple[str, ...]] = {
    "new": ("new", "mitra", "--name", "Yayasan Rekaan Baru", "--category", "yayasan", "--write"),
    "import": ("import", "KSDPK.csv", "--type", "ksdpk", "--with-partners", "--write"),
    "evaluate": (
        "evaluate", PKS.rpartition("/")[2][:-5], "--period", "2025-1", "--execution", "Berjalan",
        "--recommendation", "dilanjutkan", "--evaluator", "Dinas Kesehatan", "--anyway", "--write",
    ),
    "extend": (
        "extend", PKS.rpartition("/")[2][:-5], "--until", "2030-01-01", "--date", "2025-06-01", *_DEED,
        "--anyway", "--write",
    ),
    "end": (
        "end", PKS.rpartition("/")[2][:-5], "--date", "2025-06-01", "--ground", "objek hilang", "--anyway",
        "--write",
    ),
    "fmt": ("fmt",),
    "fix": ("fix", "--write"),
}  # fmt: skip
"""What is typed, by the command's name."""
_CODES = {"new": (0, 2), "extend": (0, 1, 2), "end": (0, 2), "evaluate": (0, 2)}
"""What running it once more may end with: what is recorded already is refused."""


class Desk:
    """A register with remarks in its records, and what one run of a writer makes of it."""

    def __init__(self, folder: Path, writer: str) -> None:
        self.root, self.writer = folder / "register", writer
        copy_base(self.root)
        for file in (KB, PKS, PARTNER):
            text = (self.root / file).read_text("utf-8")
            if writer == "fmt":
                # Not in order: the first key comes last.
                first, _, rest = text.partition("\n")
                text = f"{rest}{_REMARK}{first}\n"
            elif writer == "fix":
                text = re.sub(r'date: "([-0-9]+)"', r"date: \1", text).replace(
                    ": kota-seberang", ": kota-seberang "
                )
            (self.root / file).write_text(f"{_REMARK}{text}", "utf-8")
        (folder / "KSDPK.csv").write_text(_TABLE, "utf-8")
        self._folder = folder
        self.old = self.read()
        # Elsewhere: a process looks but once for what killed ones have left in a folder.
        shutil.copytree(self.root, folder / "lain" / "register")
        self.root = folder / "lain" / "register"
        done = run(*self.words)
        assert done.returncode == 0, done.stdout + done.stderr
        self.new = self.read()
        self.root = folder / "register"
        self.changed = {file for file in self.new if self.new[file] != self.old.get(file)}
        assert self.changed
        for file in self.changed & self.old.keys():
            assert self.new[file].count(_REMARK.encode()) == self.old[file].count(_REMARK.encode())

    @property
    def words(self) -> tuple[str, ...]:
        """What is typed."""
        named = (str(self._folder / word) if word == "KSDPK.csv" else word for word in WRITERS[self.writer])
        return (*named, "--root", str(self.root))

    def read(self) -> Tree:
        """Give the records, and whatever lies among them."""
        tree = read_tree(self.root / "records")
        return {name: data for name, data in tree.items() if not name.endswith("/")}

    def restore(self) -> None:
        """Have every record be as it was; what lies beside them stays."""
        for file in self.read().keys() - self.old.keys():
            if not Path(file).name.startswith("."):
                (self.root / "records" / file).unlink()
        for file, data in self.old.items():
            (self.root / "records" / file).write_bytes(data)

    def check_killed(self) -> None:
        """See what a killed run left, and that running it again brings it to its end."""
        now = self.read()
        left = {file for file in now if Path(file).name.startswith(".")}
        records = now.keys() - left
        assert self.old.keys() <= records <= self.new.keys()
        assert all(now[file] in (self.old.get(file), self.new[file]) for file in records)
        assert {f"records/{file}" for file in records} == set(list_record_files(self.root))
        added = records - self.old.keys()
        if any(file.startswith("agreements/") for file in added):
            assert added == self.new.keys() - self.old.keys(), "who is named comes before who names"
        if (
            all(now[file] == self.new[file] for file in self.new.keys() & records)
            and records == self.new.keys()
        ):
            self.restore()
        assert self._run_again() in _CODES.get(self.writer, (0,))
        assert self.read() == self.new
        self.restore()

    def _run_again(self) -> int:
        process = os.fork()
        if not process:
            os._exit(run(*self.words).returncode)
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])

    def changes_records(self, event: str, arguments: tuple[object, ...]) -> bool:
        """Whether a step changes what is in the folder of the records."""
        if not str(arguments[0]).startswith(f"{self.root}/records"):
            return False
        flags = arguments[2] if event == "open" else 0
        return event in _CHANGING or (isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR)))
