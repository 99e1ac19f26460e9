"""Why the system refuses: the errors a user can meet, in plain words of both languages."""

import errno

from generator.text import Text

_TOO_MANY = Text(
    "terlalu banyak berkas terbuka (naikkan batasnya: ulimit -n)",
    "too many files are open (raise the limit: ulimit -n)",
)
_REASONS = {
    errno.EACCES: Text("tidak ada izin", "permission denied"),
    errno.EPERM: Text("tidak diizinkan sistem", "the system does not allow it"),
    errno.ENOENT: Text("berkas atau foldernya tidak ada", "there is no such file or folder"),
    errno.EEXIST: Text("sudah ada", "it exists already"),
    errno.ENOTDIR: Text("ada berkas di tempat yang seharusnya folder", "a file is where a folder should be"),
    errno.EISDIR: Text("ada folder di tempat yang seharusnya berkas", "a folder is where a file should be"),
    errno.ENOTEMPTY: Text("foldernya tidak kosong", "the folder is not empty"),
    errno.ENAMETOOLONG: Text("namanya terlalu panjang", "the name is too long"),
    errno.ELOOP: Text("tautan simboliknya berputar", "its symbolic links go round in a circle"),
    errno.EINVAL: Text("tidak diterima sistem", "the system does not accept it"),
    errno.EBUSY: Text("sedang dipakai sistem", "the system is using it"),
    errno.EROFS: Text(
        "disknya hanya dapat dibaca (buka untuk ditulis, atau pilih tempat lain)",
        "the disk is read-only (have it opened for writing, or choose another place)",
    ),
    errno.ENOSPC: Text(
        "ruang disk habis (kosongkan dahulu, lalu jalankan lagi)",
        "the disk is full (make room on it, then run again)",
    ),
    errno.EDQUOT: Text(
        "jatah ruang disk habis (kosongkan dahulu, lalu jalankan lagi)",
        "the disk quota is used up (make room, then run again)",
    ),
    errno.EFBIG: Text(
        "berkasnya terlalu besar bagi disk atau batas sistem (lihat: ulimit -f)",
        "the file is too large for the disk or the system's limit (see: ulimit -f)",
    ),
    errno.EIO: Text(
        "disk atau perangkatnya gagal (periksa dahulu disknya)", "the disk or device fails (look at it first)"
    ),
    errno.EMFILE: _TOO_MANY,
    errno.ENFILE: _TOO_MANY,
    errno.ENOMEM: Text(
        "memori habis (tutup program lain, lalu jalankan lagi)",
        "there is no memory left (close other programs, then run again)",
    ),
    errno.EAGAIN: Text(
        "sistem sedang kehabisan sumber daya (tutup program lain, lalu jalankan lagi)",
        "the system has no resources left (close other programs, then run again)",
    ),
    errno.EADDRINUSE: Text("sedang dipakai program lain", "another program is using it"),
    errno.EADDRNOTAVAIL: Text("alamatnya tidak ada di komputer ini", "this machine has no such address"),
}


_EXHAUSTED = (errno.EMFILE, errno.ENFILE, errno.ENOMEM)


def is_exhaustion(error: OSError) -> bool:
    """Whether an error tells of the machine, which has nothing left to give, and not of the file it names."""
    return error.errno in _EXHAUSTED


def read_reason(error: OSError) -> Text:
    """Give the reason that an error of the system states; the system's own words for a rare one."""
    words = error.strerror or type(error).__name__
    return _REASONS.get(error.errno or 0) or Text(words, words)
