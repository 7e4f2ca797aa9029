t = (1, 2)
print(t * 1 is t, t[:] is t, tuple(t) is t, () * 5 == (), t + () is t, () + t is t)
class T(tuple):
    pass
u = T((1,))
print(u * 1 is u, type(u * 1).__name__, type(u[:]).__name__, tuple(u) is u)
