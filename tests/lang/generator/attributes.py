def g(): yield 1
it = g()
print(it.__name__, it.__qualname__, it.gi_frame is not None, it.gi_running, it.gi_yieldfrom)
list(it)
print(it.gi_frame)
