for w in [Warning, UserWarning, DeprecationWarning, RuntimeWarning, FutureWarning, SyntaxWarning, ImportWarning, UnicodeWarning, BytesWarning, ResourceWarning, PendingDeprecationWarning, EncodingWarning]:
    print(w.__name__, issubclass(w, Warning), repr(w("m")), w.__mro__[1].__name__)
