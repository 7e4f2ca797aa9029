for b in [b"", b"abc", b"it's", b'"', b"both ' \"", b"\\", b"\n\r\t\x00\x7f\x80\xff"]:
    print(repr(b), str(b), repr(bytearray(b)), ascii(b))
