x = 10
x += 5; x -= 3; x *= 2; x //= 5; x **= 3; x %= 50; x <<= 2; x >>= 1; x |= 1; x ^= 7; x &= 0xff
print(x)
y = 7
y /= 2
print(y)
