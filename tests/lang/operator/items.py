import operator as o
a = [1, 2, 3]
print(o.getitem(a, 0), o.getitem({"k": 5}, "k"), o.setitem(a, 1, "x"), o.delitem(a, 0), a, o.getitem(a, slice(0, 1)))
print(o.countOf([1, 2, 1], 1), o.indexOf("abc", "c"), o.concat([1], [2]), o.concat("a", "b"), o.length_hint([1, 2]), o.length_hint(iter([1, 2, 3])), o.length_hint(5, 7))
for f in (lambda: o.indexOf([1], 5), lambda: o.concat(1, 2), lambda: o.getitem([], 0), lambda: o.countOf(5, 1), lambda: o.length_hint([], "a"), lambda: o.delitem({}, 1)):
    try:
        f()
    except (ValueError, TypeError, IndexError, KeyError) as e:
        print(type(e).__name__, e)
