print(SystemExit().code, SystemExit(3).code, SystemExit("bye").code, SystemExit(1, 2).code, repr(SystemExit(0)))
try:
    raise SystemExit(4)
except SystemExit as e:
    print(e.code, isinstance(e, Exception))
