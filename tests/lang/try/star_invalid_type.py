try:
    try:
        raise ValueError(1)
    except* 5:
        pass
except BaseException as e:
    print(type(e).__name__, e)
try:
    try:
        raise ValueError(1)
    except* ExceptionGroup:
        pass
except BaseException as e:
    print(type(e).__name__, e)
