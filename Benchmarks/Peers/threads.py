"""Settings of threads and cores. Import this before any framework: most read theirs once, when they are loaded."""
import os

THREADS = int(os.environ.get("THREADS", "1"))

# A machine's owner may have told a library to use older kernels than the processor has, or other sizes
# of caches. A comparison has each library choose for itself.
for handicap in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "MKL_DEBUG_CPU_TYPE", "MKL_ENABLE_INSTRUCTIONS",
                 "ONEDNN_MAX_CPU_ISA", "DNNL_MAX_CPU_ISA", "ATEN_CPU_CAPABILITY", "XLA_FLAGS", "TF_ENABLE_ONEDNN_OPTS"):
    os.environ.pop(handicap, None)
for setting in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[setting] = str(THREADS)

# Pools of threads that have no setting take as many as there are cores to run on.
if hasattr(os, "sched_setaffinity"):
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, cores[:THREADS] if THREADS > 1 else cores[1:2] or cores)
