for v in [0.0, 1.5, -2.0, 1e300, 0.1, -0.0, 3.7, -3.7]:
    print(v.is_integer(), v.as_integer_ratio(), v.conjugate(), v.real, v.imag, v.__trunc__(), v.__floor__(), v.__ceil__(), v.__round__(1))
print(float("inf").is_integer(), float("nan").is_integer())
