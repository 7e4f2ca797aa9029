import re

calls = [lambda: re.search("a"), lambda: re.compile(1), lambda: re.sub("a", "b"), lambda: re.match("a", "a", 0, 0), lambda: re.compile("a").match(), lambda: re.compile("a").match("a", "b"),
         lambda: re.escape(1), lambda: re.sub("a", 1, "a"), lambda: re.compile("a").sub("x"), lambda: lambda: re.compile("a", 4), lambda: re.compile(b"a", 32), lambda: re.compile("a{99999999999}")]
for call in calls:
    try:
        call()
    except Exception as e:
        print(type(e).__name__, e)
