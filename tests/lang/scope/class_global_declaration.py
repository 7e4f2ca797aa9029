class C:
    global made
    made = 3
    other = made
print(made, C.other, hasattr(C, 'made'))
