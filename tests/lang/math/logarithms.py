import math

print(math.log(10), math.log(8, 2), math.log2(8), math.log10(1000), math.log(2**2000), math.log2(2**5000), math.log10(10**400), math.log(10**400, 10))
try:
    math.log(10, 1)
except ZeroDivisionError as e:
    print(e)
