e = SyntaxError("bad", ("dir/file.py", 3, 7, "some text"))
print(e.msg, e.filename, e.lineno, e.offset, e.text, e.end_lineno, e.end_offset, str(e), e.args)
e = SyntaxError("bad", ("f.py", 1, 2, "t", 1, 5))
print(e.end_lineno, e.end_offset, e)
print(SyntaxError().msg, str(SyntaxError()), str(SyntaxError("m")), SyntaxError("m").lineno, str(IndentationError("i", ("a", 1, 2, "c"))), SyntaxError("m").print_file_and_line)
for args in [("m", 1), ("m", (1,)), ("m", (1, 2, 3, 4, 5)), ("m", (1, 2, 3, 4, 5, 6, 7)), ("m", "abcd")]:
    try:
        print(str(SyntaxError(*args)))
    except TypeError as e:
        print(e)
