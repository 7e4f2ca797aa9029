for args in [(), ("m",), (2, "No such file"), (2, "msg", "file"), (2, "msg", "a", None, "b"), (13, "denied"), (17, "exists"), (9999, "odd"), (1, 2, 3, 4, 5, 6), (2, "m", None)]:
    e = OSError(*args)
    print(type(e).__name__, e.args, e.errno, e.strerror, e.filename, e.filename2, "|", e, "|", repr(e))
print(type(FileNotFoundError(13, "x")).__name__, issubclass(FileNotFoundError, OSError), type(OSError(111, "r")).__name__, type(OSError(32, "p")).__name__)
