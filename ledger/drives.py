"""Whether a folder lies on a network drive: SQLite's write-ahead log, shared by memory, cannot be used there."""

import sys
from pathlib import Path

NETWORK = frozenset("nfs nfs4 cifs smb3 smbfs afpfs ncpfs 9p davfs fuse.sshfs fuse.rclone fuse.davfs2 vboxsf".split())
"""File systems that are, or behave as, another machine's."""

_REMOTE = 4  # what Windows calls a network drive


def is_on_network(folder: Path, mounts: str | None = None) -> bool:
    """Whether the folder is on a network drive, as far as the system tells (Linux, Windows).

    `mounts` is the system's table of what is mounted where, as Linux writes it.
    """
    if sys.platform == "win32":
        import ctypes

        anchor = folder.absolute().anchor
        return anchor.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(anchor) == _REMOTE
    if mounts is None:
        try:
            mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="surrogateescape")
        except OSError:
            return False
    whole = folder.absolute()
    found = (line.split(" ") for line in mounts.splitlines())
    # A blank in a path is written \040 there.
    points = [(Path(field[1].replace("\\040", " ")), field[2]) for field in found if len(field) > 2]
    around = [(len(point.parts), kind) for point, kind in points if whole.is_relative_to(point)]
    return max(around, default=(0, ""), key=lambda one: one[0])[1] in NETWORK
