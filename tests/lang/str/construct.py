print(str(), str(5), str("a"), str(b"a"), str(b"\xc3\xa9", "utf-8"), str(b"a", encoding="ascii"), str(b"\xff", errors="replace"), str(object=5), str(None), str([1, "a"]))
for args, kw in [(("a", "utf-8"), {}), ((1, "utf-8"), {}), ((b"a", 1), {}), ((1, 2, 3, 4), {}), ((), {"foo": 1}), ((b"a", "nope"), {}), ((b"\xff", "utf-8"), {})]:
    try:
        print(str(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)
