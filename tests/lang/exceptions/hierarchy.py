def bases(cls):
    return [c.__name__ for c in cls.__mro__]
for cls in [ValueError, KeyError, IndexError, ZeroDivisionError, FileNotFoundError, ConnectionResetError, UnicodeDecodeError, ModuleNotFoundError, NotImplementedError, RecursionError, TabError, UnboundLocalError, StopIteration, StopAsyncIteration, GeneratorExit, KeyboardInterrupt, SystemExit, ResourceWarning, ExceptionGroup, BaseExceptionGroup, EncodingWarning, TimeoutError]:
    print(bases(cls))
