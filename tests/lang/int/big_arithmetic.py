a, b = 3 ** 100, 7 ** 60
print(a + b, a - b, b - a, a * b, a // b, a % b, -a // b, -a % b, divmod(-a, b), a & b, a | b, a ^ b, ~a)
print(a >> 50, a << 3, -a >> 50, a > b, a == 3 ** 100, hash(a), hash(-a), a.bit_length(), int(str(a)) == a)
