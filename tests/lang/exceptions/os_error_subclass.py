class E(OSError):
    pass
e = E(2, "msg", "file")
print(type(e).__name__, e.errno, e.strerror, e.filename, e.args, e)
try:
    raise PermissionError(13, "no", "path")
except OSError as e:
    print(e.errno, e)
