class Idx:
    def __index__(self):
        return 42
class Int:
    def __int__(self):
        return 7
class Flt:
    def __float__(self):
        return 2.5
print("%x %d %c" % (Idx(), Idx(), Idx()), "%d" % Int(), "%.1f" % Flt())
for t, v in [("%x", Int()), ("%d", Flt()), ("%x", Flt())]:
    try:
        print(t % v)
    except TypeError as e:
        print(e)
