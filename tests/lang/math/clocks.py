import time

a, b = time.monotonic(), time.monotonic()
c, d = time.perf_counter_ns(), time.perf_counter_ns()
print(b >= a, d >= c, type(a).__name__, type(c).__name__, type(time.perf_counter()).__name__, type(time.monotonic_ns()).__name__)
