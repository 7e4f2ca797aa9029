code = compile("a * 2", "file.py", "eval")
print(eval(code, {"a": 4}), eval(code, {"a": "x"}))
code = compile("b = 5\nprint('ran', b)", "file.py", "exec")
exec(code)
print(exec(code), eval(code), b, code.co_filename, code.co_name)
exec(compile("1 + 1", "f", "single"))
for f in (lambda: compile("1", "f", "bad"), lambda: compile(5, "f", "eval"), lambda: compile("1"), lambda: compile("1 +", "f", "eval"), lambda: compile("1", "f", 5)):
    try:
        f()
    except (ValueError, TypeError, SyntaxError) as e:
        print(type(e).__name__)
