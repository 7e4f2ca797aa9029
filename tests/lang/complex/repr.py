for c in [0j, 1j, -1j, 1 + 0j, -0.0 + 1j, complex(-0.0, -0.0), complex(0, -0.0), 1.5 - 2.5j, complex("inf"), complex("nanj"), 1e20 + 1e-7j, complex(1, float("-inf"))]:
    print(c, repr(c), str(c) == repr(c))
