import json

data = {"b": [1, 2, {"x": []}], "a": {}, "c": [[]]}
print(json.dumps(data, indent=2))
print(json.dumps(data, indent="\t", sort_keys=True))
print(json.dumps(data, indent=0), json.dumps(data, separators=(",", ":")), json.dumps([1, 2], indent=1, separators=(";", "=")))
