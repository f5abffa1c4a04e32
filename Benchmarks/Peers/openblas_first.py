"""Loads Debian's OpenBLAS before all else, for MLX: its wheel for Linux carries a slow reference BLAS.

Where it is found, the program starts itself again with it loaded before.
"""
import os
from pathlib import Path
import sys

OPENBLAS = next(Path("/usr/lib").glob("*/libopenblas.so.0"), None)
if OPENBLAS and "LD_PRELOAD" not in os.environ:
    os.execve(sys.executable, [sys.executable, *sys.argv], os.environ | {"LD_PRELOAD": str(OPENBLAS)})
