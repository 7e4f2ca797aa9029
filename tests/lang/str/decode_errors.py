for b in [b"\xff", b"a\xc3", b"\xe2\x82", b"\xe2\x28\xa1", b"\xf0\x9f\x98", b"\xc0\x80", b"\xed\xa0\x80", b"\xf5\x80", b"ok\x80ok"]:
    try:
        print(b.decode())
    except UnicodeDecodeError as e:
        print(e, e.start, e.end, e.reason)
    print([ascii(b.decode("utf-8", h)) for h in ("ignore", "replace", "backslashreplace", "surrogateescape")])
