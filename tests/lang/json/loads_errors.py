import json

for text in ["", "[", "[1,", "[1,]", "[1 2]", "{", "{a", '{"a"', '{"a" 1}', '{"a":}', '{"a":1,}', '"abc', '"\\x"', '"\\u12"', '"a\nb"', "nul", "-", "01", "1 2", "{'a': 1}", "[1]]", "tru", "\ufeff1", "é"]:
    try:
        print(json.loads(text))
    except json.JSONDecodeError as e:
        print(repr(text), e, e.pos, e.lineno, e.colno)
