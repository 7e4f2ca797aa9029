print(0 or 'a', 1 and 'b', '' or [] or 0, 1 and 0 and 2, None and 1, [] or 'x' and 'y')
print(not 0, not 'a', not not [])
