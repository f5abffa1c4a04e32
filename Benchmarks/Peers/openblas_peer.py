"""OpenBLAS as the system has it: products only. The path of the compiled openblas_peer.c is the argument."""
from ctypes import CDLL, c_char_p, c_long, c_void_p
import sys

from contestant import Contestant, Job
import numpy as np

import digits

library = CDLL(sys.argv[1])
library.core.restype = c_char_p


def product(work):
    def sgemm():
        left, right = digits.factors(work)
        result = np.empty((work["m"], work["n"]), np.float32)
        sizes = work["m"], work["n"], work["k"]
        places = [array.ctypes.data_as(c_void_p) for array in (left, right, result)]

        def run(count):
            library.multiply(c_long(count), *sizes, *places)

        return Job(run, error=lambda: run(1) or digits.product_error(result, work))

    return {"cblas_sgemm": sgemm}


if __name__ == "__main__":
    Contestant("OpenBLAS", [], f"from C; kernels for {library.core().decode()}", {"product": product}).serve()
