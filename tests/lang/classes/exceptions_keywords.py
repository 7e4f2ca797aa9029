class E(Exception): pass
try:
    E(a=1)
except TypeError as e:
    print(e)
try:
    Exception(a=1)
except TypeError as e:
    print(e)
e = E()
e.note = 'x'
print(e.note, e.__dict__)
