"""A disk that fills up: a small one of its own, or a limit on the size of files."""

import subprocess
from contextlib import contextmanager


@contextmanager
def small_disk(folder, room):
    """Let ``folder`` lie on a disk of ``room`` bytes.

    Where one may not mount disks, no file can grow past that size instead, which
    stops the same writes with another error.
    """
    words = ["mount", "-t", "tmpfs", "-o", f"size={room}", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(words, capture_output=True, check=False).returncode
    except FileNotFoundError:
        mounted = 1
    if mounted == 0:
        try:
            yield
        finally:
            subprocess.run(["umount", str(folder)], check=True)
        return
    import resource  # there is none on Windows

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room // 2, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
