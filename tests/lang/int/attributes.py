for v in [5, -5, True, 2 ** 70]:
    print(v.real, v.imag, v.numerator, v.denominator, v.conjugate(), v.as_integer_ratio(), v.bit_length(), v.bit_count(), v.__index__(), v.__trunc__(), v.__floor__(), v.__ceil__())
for f in ["(5).real = 1", "(5).x = 1", "(5).nope"]:
    try:
        exec(f)
    except AttributeError as e:
        print(type(e).__name__)
