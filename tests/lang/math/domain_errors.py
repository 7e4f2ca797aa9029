import math

calls = {"sqrt": (-1,), "log": (0,), "acos": (2,), "asin": (-1.5,), "atanh": (1,), "gamma": (-1,), "lgamma": (0,), "exp": (1000,), "cosh": (1000,), "pow": (0, -1), "fmod": (1, 0), "remainder": (1, 0), "sin": (math.inf,), "ldexp": (1.0, 5000), "log10": (-1,), "log2": (0,), "factorial": (-1,), "isqrt": (-1,), "comb": (-1, 2), "perm": (3, -1), "acosh": (0.5,)}
for name, args in calls.items():
    try:
        print(name, getattr(math, name)(*args))
    except (ValueError, OverflowError) as e:
        print(name, type(e).__name__, e)
