import json

d = json.JSONDecoder()
print(d.decode(" [1] "), d.raw_decode('{"a": 1} tail'), d.raw_decode("x 5", 2))
print(json.JSONDecoder(strict=False).decode('"a\tb"'), json.JSONDecoder(object_hook=len).decode('{"a": {}}'))
for call in [lambda: d.raw_decode("  1"), lambda: d.decode("1 x")]:
    try:
        call()
    except json.JSONDecodeError as e:
        print(e)
