class A:
    global made
    made = 5
    x = made + 1
print(made, A.x, 'made' in A.__dict__)
