try:
    raise ExceptionGroup("g", [ValueError(1), TypeError(2), ExceptionGroup("h", [ValueError(3)])])
except* ValueError as e:
    print("values", repr(e))
except* TypeError as e:
    print("types", repr(e))
try:
    try:
        raise ExceptionGroup("g", [ValueError(1), KeyError(2)])
    except* ValueError as e:
        print("handled", e.exceptions)
except ExceptionGroup as rest:
    print("rest", repr(rest))
