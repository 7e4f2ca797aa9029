def count(f):
    def wrapper(*a, **k):
        wrapper.calls += 1
        return f(*a, **k)
    wrapper.calls = 0
    return wrapper
@count
def add(a, b=1): return a + b
print(add(1), add(1, b=5), add.calls)
