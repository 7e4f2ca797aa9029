s = "hello world"
print(s[slice(0, 5)], s[slice(None, None, -1)], s[-5:], s[::3], b"bytes"[1:3], b"bytes"[::-1])
first = slice(0, 2)
print([1, 2, 3][first], (1, 2, 3)[first], "abc"[first], range(9)[first])
