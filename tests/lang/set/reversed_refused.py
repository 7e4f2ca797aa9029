try:
    reversed({1})
except TypeError as e:
    print(e)
try:
    {1}[0]
except TypeError as e:
    print(e)
try:
    {1} + {2}
except TypeError as e:
    print(e)
try:
    {1} < 3
except TypeError as e:
    print(e)
