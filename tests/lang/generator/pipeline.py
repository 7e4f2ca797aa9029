def src(): yield from range(10)
def even(s): return (x for x in s if x % 2 == 0)
def square(s):
    for x in s: yield x * x
print(sum(square(even(src()))))
