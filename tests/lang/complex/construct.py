print(complex(), complex(1), complex(1, 2), complex("1+2j"), complex("j"), complex("-j"), complex(" ( 1.5-2e3J ) "), complex("1_0+2_0j"), complex("inf+nanj"), complex(1j, 1j), complex(real=1, imag=2), complex("3"), complex("-0-0j"), complex("+1j"), complex(True), complex(1.5), complex("1e5j"))
for s in ["", "1+", "1+2", "1 + 2j", "j1", "1+2j3", "(1", "1)", "()", "a", "1++2j", "1j2", "1+-2j", "--j", "1__0j"]:
    try:
        print(s, complex(s))
    except ValueError as e:
        print(repr(s), e)
