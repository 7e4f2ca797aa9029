import json

cycle = []
cycle.append(cycle)
for value, options in [(object, {}), ({1, 2}, {}), (b"x", {}), (1j, {}), (cycle, {}), ({(1, 2): 3}, {}), (float("nan"), {"allow_nan": False}), ({"a": 1, 2: 3}, {"sort_keys": True}), ([float("inf")], {"allow_nan": False, "indent": 1})]:
    try:
        print(json.dumps(value, **options))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
print(json.dumps([float("nan"), float("inf"), -float("inf")]), json.dumps({(1,): 2, "k": 3}, skipkeys=True))
