def f():
    import math
    return math.pi > 3
class C:
    from math import floor
    import string as st
print(f(), C.floor(2.5), C.st.digits)
