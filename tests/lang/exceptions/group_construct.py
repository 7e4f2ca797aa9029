e = ExceptionGroup("msg", [ValueError(1), TypeError(2)])
print(e, repr(e), e.message, e.exceptions, e.args, type(e).__name__)
print(type(BaseExceptionGroup("m", [ValueError()])).__name__, type(BaseExceptionGroup("m", [KeyboardInterrupt()])).__name__, str(ExceptionGroup("one", (ValueError(),))))
for args in [("m",), (), (1, [ValueError()]), ("m", []), ("m", [1]), ("m", 5), ("m", {1}), ("m", [ValueError]), ("m", [KeyboardInterrupt()]), ("m", [ValueError()], 3), ("m", None)]:
    try:
        print(repr(ExceptionGroup(*args)))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
