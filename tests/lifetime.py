"""A register's lifetime in forty commits: added, corrected, renamed, merged, withdrawn, broken and mended.

Everything in it is invented. ``make_lifetime`` makes the repository with fixed dates and authors and gives
what the register's files were on each day, as the script itself knows them.
"""

import datetime
import shutil
from pathlib import Path

from changesets import commit, run_git
from registers import BASE, KB, PARTNER, PKS

SINERGI = "records/agreements/sinergi/sinergi-tepi-laut-2024.yaml"
AIR = "records/agreements/ksdpk/ksdpk-air-bening-2024.yaml"
SAHABAT = "records/agreements/ksdpl/ksdpl-sahabat-2022.yaml"
PKS_NEW = "records/agreements/ksdd/ksdd-seberang-2024-rujukan.yaml"
PT = "records/partners/pt-air-bening.yaml"
PT_NEW = "records/partners/pt-air-bening-sejahtera.yaml"
PT_TWIN = "records/partners/air-bening.yaml"
HEALTH = "records/departments/dinas-kesehatan.yaml"
BUREAU = "records/departments/bagian-kerja-sama.yaml"
BUREAU_NEW = "records/departments/bagian-ksd.yaml"
NEED = "records/mapping/2024/2024-air-minum.yaml"
TOTAL = "records/totals/resmi-2024.yaml"
AFFAIR = "records/affairs/lingkungan-hidup.yaml"
REGISTRY = "records/registry.yaml"

Files = dict[str, bytes]
Days = list[tuple[datetime.date, str, Files]]


class Lifetime:
    """A repository under way; ``days`` gets the day, commit and files of each state of the main line."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.days: Days = []
        self.count = 0

    def edit(self, file: str, old: str, new: str) -> None:
        """Replace a text that stands in a file once."""
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, (file, old, text)
        path.write_text(text.replace(old, new), encoding="utf-8")

    def append(self, file: str, text: str) -> None:
        """Put a text at the end of a file."""
        path = self.root / file
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")

    def write(self, file: str, text: str) -> None:
        """Write a file."""
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def take(self, *files: str) -> None:
        """Take files over from the base register."""
        for file in files:
            self.write(file, (BASE / file).read_text(encoding="utf-8"))

    def save(self, day: str, subject: str, *, told_on: str = "", on_line: bool = True) -> str:
        """Commit everything; ``told_on`` is the day that the public is told where the clock was wrong."""
        made = commit(self.root, subject, day)
        self.count += 1
        if on_line:
            self.note(made, told_on or day)
        return made

    def note(self, made: str, day: str) -> None:
        """Keep the state of the main line."""
        files = {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in sorted((self.root / "records").rglob("*.yaml"))
        }
        self.days.append((datetime.date.fromisoformat(day), made, files))

    def merge(self, branch: str, day: str, *message: str) -> None:
        """Merge a branch into the main line."""
        run_git(self.root, "switch", "-q", "main")
        words = [word for text in message for word in ("-m", text)]
        run_git(self.root, "merge", "-q", "--no-ff", *words, branch, day=day)
        self.count += 1
        self.note(run_git(self.root, "rev-parse", "HEAD"), day)


def make_lifetime(root: Path) -> Days:
    """Make the repository, and give the states of its main line, oldest first."""
    shutil.copytree(BASE, root)
    run_git(root, "init", "-q", "-b", "main")
    life = Lifetime(root)
    for part in (_begin, _correct, _rename, _branch, _break_and_mend, _end):
        part(life)
    assert life.count == 40, life.count
    return life.days


def _begin(life: Lifetime) -> None:
    for file in (PKS, SINERGI, AIR, NEED, PT, TOTAL):
        (life.root / file).unlink()
    life.save("2024-01-08", "Awal")
    life.take(PT, AIR)
    life.save("2024-01-15", "Catat perjanjian air minum dengan PT Air Bening")
    life.write("README.md", "Register contoh.\n")
    life.save("2024-01-20", "Jelaskan register ini")
    life.take(PKS)
    life.save("2024-01-22", "Catat perjanjian rujukan pasien")
    life.take(SINERGI)
    life.save("2024-02-01", "Catat sinergi dengan universitas")
    life.take(NEED)
    life.edit(NEED, "status: terwujud\nrealised_by:\n  - ksdpk-air-bening-2024\n", "status: direncanakan\n")
    life.save("2024-02-05", "Petakan kebutuhan air minum")
    life.take(TOTAL)
    life.save("2024-02-09", "Catat angka resmi 2024")


def _correct(life: Lifetime) -> None:
    life.edit(KB, '  end: "2028-03-10"', '  end: "2029-03-10"')
    wrong = life.save("2024-02-12", "Perpanjang kesepakatan dengan Kota Seberang")
    run_git(life.root, "revert", "--no-edit", wrong, day="2024-02-13")
    life.count += 1
    life.note(run_git(life.root, "rev-parse", "HEAD"), "2024-02-13")
    life.edit(KB, "    amount: 250000000", "    amount: 275000000")
    life.save("2024-02-20", "Betulkan nilai menurut naskah")
    life.edit(NEED, "status: direncanakan\n", "status: terwujud\nrealised_by:\n  - ksdpk-air-bening-2024\n")
    life.save("2024-03-01", "Hubungkan kebutuhan dengan perjanjiannya")
    life.edit(KB, "certainty: exact", "# Diperiksa terhadap naskah.\ncertainty: exact")
    life.save("2024-03-02", "Tulis catatan bagi pemeriksa")
    life.edit(PKS, "    without_number: true\n", "    number: 45/PKS/2024\n")
    # A clock that is behind: the public was told on the day before it at the earliest.
    life.save("2024-02-25", "Lengkapi nomor naskah", told_on="2024-03-02")
    life.edit(KB, "      - office: Wali Kota Contoh\n", "      - office: Pj. Wali Kota Contoh\n")
    life.save("2024-03-10", "Betulkan jabatan penanda tangan")
    life.append(HEALTH, "note: Membawahi puskesmas.\n")
    life.save("2024-03-12", "Terangkan tugas dinas")


def _rename(life: Lifetime) -> None:
    run_git(life.root, "mv", PKS, PKS_NEW)
    life.edit(PKS_NEW, "id: ksdd-seberang-2024-pks\n", "id: ksdd-seberang-2024-rujukan\n")
    life.append(PKS_NEW, "former_ids:\n  - ksdd-seberang-2024-pks\n")
    life.save("2024-04-01", "Ganti pengenal agar dapat dibaca")
    life.edit(PKS_NEW, "subject: rujukan pasien", "subject: rujukan pasien gawat darurat")
    life.save("2024-04-08", "Perjelas ruang lingkup")
    run_git(life.root, "mv", PT, PT_NEW)
    life.edit(PT_NEW, "id: pt-air-bening\n", "id: pt-air-bening-sejahtera\n")
    life.append(PT_NEW, "former_ids:\n  - pt-air-bening\n")
    life.edit(AIR, "partner: pt-air-bening\n", "partner: pt-air-bening-sejahtera\n")
    life.save("2024-04-15", "PT Air Bening berganti nama")
    life.write(PT_TWIN, "id: air-bening\nname: Air Bening\ncategory: badan-usaha-swasta\n")
    life.save("2024-04-20", "Catat mitra")
    (life.root / PT_TWIN).unlink()
    life.edit(PT_NEW, "  - pt-air-bening\n", "  - pt-air-bening\n  - air-bening\n")
    life.save("2024-04-25", "Satukan mitra yang tercatat dua kali")
    run_git(life.root, "mv", BUREAU, BUREAU_NEW)
    life.edit(BUREAU_NEW, "id: bagian-kerja-sama", "id: bagian-ksd")
    for file in (KB, NEED, REGISTRY, SAHABAT):
        life.edit(file, ": bagian-kerja-sama\n", ": bagian-ksd\n")
    life.save("2024-05-02", "Pendekkan pengenal bagian")


def _branch(life: Lifetime) -> None:
    for branch, work in (("evaluasi", _evaluate), ("lampiran", _attach)):
        run_git(life.root, "switch", "-q", "-c", branch, "main")
        work(life)
    life.merge("evaluasi", "2024-06-10", "Merge pull request #4 from dinas/evaluasi", "Evaluasi semester I")
    life.merge("lampiran", "2024-06-12", "Gabungkan lampiran")


def _evaluate(life: Lifetime) -> None:
    life.append(
        AIR,
        "evaluations:\n  - period:\n      year: 2024\n      semester: 1\n    evaluator: bagian-ksd\n"
        "    state: berjalan\n    recommendation: dilanjutkan\n",
    )
    life.save("2024-06-01", "Evaluasi", on_line=False)
    life.edit(AIR, "    recommendation: dilanjutkan\n", "    recommendation: diperbaiki\n")
    life.save("2024-06-02", "Perbaiki rekomendasi", on_line=False)


def _attach(life: Lifetime) -> None:
    life.append(KB, "notes: Naskah asli disimpan di arsip.\n")
    life.save("2024-06-03", "Catatan arsip", on_line=False)
    life.write(AFFAIR, "id: lingkungan-hidup\nname: Lingkungan Hidup\ngroup: wajib-non-pelayanan-dasar\n")
    life.save("2024-06-04", "Catat urusan lingkungan hidup", on_line=False)


def _break_and_mend(life: Lifetime) -> None:
    life.edit(SINERGI, "id: sinergi-tepi-laut-2024\n", 'id: "sinergi-tepi-laut-2024\n')
    life.save("2024-07-01", "Salah ketik")
    life.edit(SINERGI, 'id: "sinergi-tepi-laut-2024\n', "id: sinergi-tepi-laut-2024\n")
    life.edit(SINERGI, "Penelitian Kesehatan dengan", "Penelitian Kesehatan dan Gizi dengan")
    life.save("2024-07-02", "Betulkan salah ketik")
    life.append(PARTNER, "note: Hubungi Budi, NIK 9901014505900001.\n")
    life.save("2024-07-10", "Tambah narahubung")
    life.edit(PARTNER, "note: Hubungi Budi, NIK 9901014505900001.\n", "note: Hubungi bagian kerja sama.\n")
    life.save("2024-07-11", "Hapus data pribadi 9901014505900001")
    text = (life.root / SAHABAT).read_text(encoding="utf-8")
    (life.root / SAHABAT).unlink()
    life.save("2024-07-20", "Hapus kerja sama luar negeri")
    life.write(SAHABAT, text)
    life.save("2024-07-25", "Muat kembali: dihapus karena salah paham")
    life.edit(NEED, "basis: kebutuhan\n", "basis: kebutuhan\nprioritas: tinggi\n")
    life.save("2024-08-01", "Coba isian yang tidak dikenal")
    life.edit(NEED, "prioritas: tinggi\n", "")
    life.save("2024-08-02", "Batalkan isian yang tidak dikenal")


def _end(life: Lifetime) -> None:
    life.append(PKS_NEW, 'withdrawn:\n  date: "2024-09-01"\n  reason: Tercatat dua kali.\n')
    life.save("2024-09-01", "Tarik kembali perjanjian rujukan")
    life.edit(PARTNER, "  - Pemkot Seberang\n", "  - Pemkot Seberang\n  - Kota Seberang\n")
    life.edit(HEALTH, "note: Membawahi puskesmas.\n", "")
    life.save("2024-09-05", "Rapikan mitra dan dinas")
    life.append(AIR, 'termination:\n  date: "2024-09-30"\n  ground: kesepakatan-para-pihak\n')
    life.save("2024-10-01", "Perjanjian air minum diakhiri")
    # A clock that is far ahead is not believed: the commit has the day before it.
    life.edit(KB, "    value: 12\n", "    value: 14\n")
    life.save("2025-12-31", "Perbarui jumlah puskesmas", told_on="2024-10-01")
    life.edit(KB, "notes: Naskah asli disimpan di arsip.\n", "notes: Naskah asli disimpan di arsip daerah.\n")
    life.save("2024-10-05", "Perjelas tempat arsip")
