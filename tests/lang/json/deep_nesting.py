import json

deep = []
for _ in range(100000):
    deep = [deep]
for call in [lambda: json.loads("[" * 100000), lambda: json.dumps(deep), lambda: json.loads('{"a":' * 100000)]:
    try:
        call()
    except RecursionError:
        print("too deep")
print(json.loads("[" * 100 + "]" * 100) == json.loads(json.dumps(json.loads("[" * 100 + "]" * 100))))
