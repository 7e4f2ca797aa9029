class D(dict):
    def __missing__(self, key):
        return "<" + key + ">"
print("{a} {b}".format_map(D(a=1)), "{x[0]}".format_map({"x": [1]}))
for t, m in [("{}", {}), ("{0}", {}), ("{a}", {}), ("{a}", [1]), ("{a}", 5)]:
    try:
        print(t.format_map(m))
    except Exception as e:
        print(type(e).__name__, e)
