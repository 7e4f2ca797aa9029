print(int.real, type(int.real).__name__, int.real.__name__, int.real.__get__(5), complex.imag.__get__(1j) if hasattr(complex.imag, '__get__') else 0)
for f in [lambda: int.real.__get__('s'), lambda: int.real.__set__(5, 6)]:
    try:
        f()
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
try:
    (5).real = 3
except AttributeError as e:
    print(e)
try:
    BaseException.args.__get__(5)
except TypeError as e:
    print(e)
