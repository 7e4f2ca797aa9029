r = range(0, 20, 4)
print(4 in r, 5 in r, -4 in r, 20 in r, 4.0 in r, 4.5 in r, "4" in r, True in range(2), None in r)
print(3 in range(5, 0, -2), 4 in range(5, 0, -2), 5 in range(5, 0, -2), 0 in range(0))
