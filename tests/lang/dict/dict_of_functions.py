ops = {"+": lambda a, b: a + b, "*": lambda a, b: a * b, "max": max}
print([ops[k](3, 4) for k in ops], ops["+"]("a", "b"))
